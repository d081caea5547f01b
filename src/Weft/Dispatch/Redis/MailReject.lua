-- Mailbox: an item that starts nothing goes to the list of rejects, once.
-- KEYS: mailbox, rejects, counts by provider
-- ARGV: item, what the list of rejects keeps of it, provider, rejects kept at most
if redis.call('LREM', KEYS[1], 1, ARGV[1]) == 0 then
  return 0
end
redis.call('LPUSH', KEYS[2], ARGV[2])
redis.call('LTRIM', KEYS[2], 0, ARGV[4] - 1)
return redis.call('HINCRBY', KEYS[3], ARGV[3], 1)
