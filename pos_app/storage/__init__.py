"""Tables, queries and the unit of work, on SQLite and PostgreSQL alike. The only place that names SQLAlchemy."""
