-- name: examine-settings
-- Names that a server does not have are left out.
SHOW GLOBAL VARIABLES WHERE Variable_name IN (
    'version', 'innodb_flush_log_at_trx_commit', 'sync_binlog', 'log_bin', 'binlog_format', 'read_only', 'super_read_only',
    'innodb_read_only', 'max_allowed_packet', 'max_connections', 'wsrep_on'
);

-- name: examine-state
SHOW GLOBAL STATUS WHERE Variable_name IN ('Threads_connected', 'wsrep_cluster_size', 'wsrep_ready');

-- name: examine-isolation
-- MariaDB before 11.1 has the first name alone, MySQL 8 the second.
SHOW SESSION VARIABLES WHERE Variable_name IN ('tx_isolation', 'transaction_isolation');

-- name: examine-size
SELECT CAST(COALESCE(SUM(data_length + index_length), 0) AS SIGNED) FROM information_schema.tables WHERE table_schema = DATABASE();

-- name: examine-clock
SELECT CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED);
