"""Le Club des visiteurs: the floor plan.

A room imports strictly lower floors; calls go down, never sideways, never up.

0 ground    clock, codes, refusals, text, typography: the standard library only
1 tools     settings, db, web, forms, i18n, outbox, plates, qr, assets, headers, logs, limits
2 who       museums, members
4 ledger    points
5 shared    posters
6 features  activities, legal
7 gather    home, backoffice
8 house     app (puts the rooms together), jobs, health, demo, cli, serve, wsgi
"""
