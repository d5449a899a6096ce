"""The store: models, sessions, search, named queries, migrations."""
