"""What must hold of gifts and vouchers, for `club audit`: each query counts what is wrong."""

from __future__ import annotations

CHECKS = {
    "shelves holding another number than their vouchers": """
        SELECT count(*) FROM stocks s WHERE s.held <>
            (SELECT count(*) FROM claims c WHERE c.stock_id = s.id AND c.state = 'held')""",
    "shelves holding more than they have": "SELECT count(*) FROM stocks WHERE held < 0 OR held > on_hand",
    "claims that were not paid their price": """
        SELECT count(*) FROM claims c WHERE NOT EXISTS
            (SELECT 1 FROM entries e WHERE e.member_id = c.member_id AND e.because = 'shop.claimed'
                AND e.about = 'claim:' || c.id AND e.amount = -c.price)""",
    "refunds missing, or given for what was kept or collected": """
        SELECT count(*) FROM claims c
        JOIN entries e ON e.member_id = c.member_id AND e.because = 'shop.claimed' AND e.about = 'claim:' || c.id
        LEFT JOIN entries r ON r.reverses = e.id
        WHERE (r.id IS NOT NULL) <> (c.state IN ('cancelled', 'expired', 'withdrawn_by_museum'))""",
    "claims collected without exactly one hand-over, or handed over and not collected": """
        SELECT count(*) FROM claims c WHERE (c.state = 'collected') <>
            ((SELECT count(*) FROM hand_overs h WHERE h.claim_id = c.id AND h.undone_at IS NULL) = 1)""",
    "hand-overs that the journal does not tell, or tells twice": """
        SELECT count(*) FROM claims c
        JOIN (SELECT claim_id, count(*) AS every,
                sum(CASE WHEN at > (SELECT min(at) FROM journal) THEN 1 ELSE 0 END) AS lately
              FROM hand_overs GROUP BY claim_id) h ON h.claim_id = c.id
        LEFT JOIN (SELECT about, count(*) AS told FROM journal WHERE act = 'shop.handed_over'
              GROUP BY about) l ON l.about = 'claim:' || c.id
        WHERE coalesce(l.told, 0) NOT BETWEEN h.lately AND h.every""",
    "spends for no claim": """
        SELECT count(*) FROM entries e WHERE e.because = 'shop.claimed' AND NOT EXISTS
            (SELECT 1 FROM claims c WHERE e.about = 'claim:' || c.id AND c.member_id = e.member_id)""",
    "shelves whose log does not add up": """
        SELECT count(*) FROM stocks s WHERE s.on_hand <>
            (SELECT coalesce(sum(m.change), 0) FROM stock_moves m WHERE m.stock_id = s.id)
          - (SELECT count(*) FROM hand_overs h JOIN claims c ON c.id = h.claim_id JOIN stocks o ON o.id = c.stock_id
             WHERE h.undone_at IS NULL AND h.museum_id = s.museum_id AND o.variant_id = s.variant_id)""",
}
