-- Board: who is there and what each worker does, for people. Hashes without fields are taken down.
-- KEYS: hashes; ARGV: seconds they stand, then per hash: how many words, names and values
local at = 2
for _, key in ipairs(KEYS) do
  local words = tonumber(ARGV[at])
  redis.call('DEL', key)
  if words > 0 then
    redis.call('HSET', key, unpack(ARGV, at + 1, at + words))
    redis.call('EXPIRE', key, ARGV[1])
  end
  at = at + words + 1
end
