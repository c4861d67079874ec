-- One row. `revision`: of the latest transaction. `oldest`: what happened up to it is forgotten, the state then is not.
CREATE TABLE head (
    only     INTEGER PRIMARY KEY CHECK (only = 1),
    revision INTEGER NOT NULL,
    oldest   INTEGER NOT NULL
) STRICT;
INSERT INTO head VALUES (1, 0, 0);

-- What is. Times are microseconds since 1970 UTC; a key is the folded form of the column beside it.
CREATE TABLE objects (
    id         BLOB PRIMARY KEY,
    class      TEXT NOT NULL,
    scope      TEXT NOT NULL,
    scope_key  TEXT NOT NULL,
    name       TEXT NOT NULL,
    name_key   TEXT NOT NULL,
    revision   INTEGER NOT NULL,
    created    INTEGER NOT NULL,
    changed    INTEGER NOT NULL,
    properties TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX object_names ON objects (class, scope_key, name_key);

-- Who did what.
CREATE TABLE revisions (
    revision INTEGER PRIMARY KEY,
    time     INTEGER NOT NULL,
    who      TEXT NOT NULL,
    command  TEXT NOT NULL,
    reason   TEXT
) STRICT;

-- What became of each object it touched; without properties where it was removed. What it was before is the row of
-- the same object with the next smaller revision.
CREATE TABLE changes (
    revision   INTEGER NOT NULL,
    id         BLOB NOT NULL,
    class      TEXT NOT NULL,
    scope      TEXT NOT NULL,
    name       TEXT NOT NULL,
    name_key   TEXT NOT NULL,
    created    INTEGER NOT NULL,
    changed    INTEGER NOT NULL,
    properties TEXT
) STRICT;
CREATE UNIQUE INDEX changes_of_revision ON changes (revision, id);
CREATE UNIQUE INDEX changes_of_object ON changes (id, revision);
CREATE INDEX changes_of_class ON changes (class, revision);
