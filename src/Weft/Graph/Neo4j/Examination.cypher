// How a database fares, and which one it is.

// name: examine-identity
CALL db.info() YIELD id RETURN id, timestamp()

// name: examine-access
SHOW DATABASES YIELD name, access, home WHERE name = $database RETURN access
