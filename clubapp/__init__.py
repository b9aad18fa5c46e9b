"""Le Club des visiteurs: the floor plan.

A room imports strictly lower floors; calls go down, never sideways, never up. Where a floor holds single files
(0, 1 and 8) each may also import those written before it. A house test reads this table.

0 ground    clock, codes, refusals, text, typography, folding
1 tools     settings, leash, sealing, logs, engines, db, sending, i18n, markdown, web, forms, outbox, faults, limits
1 papers    plates, qr, csvs, uploads, assets, headers
1 finding   searching, excerpts, slugs
2 who       museums, members
2 shown     pictures
3 told      notices, errands, journal
4 ledger    points
4 kept      artworks
5 shared    posters, polls
6 features  activities, articles, labels, legal, shop, surveys
7 gather    home, backoffice
8 house     doors, health, jobs, backups, app, demo, load, serve, cli, wsgi
"""
