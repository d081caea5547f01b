-- A call used so many tokens. No effect on a grant that has left the window.
-- ARGV: 3 grant, 4 tokens
local value = redis.call('HGET', tokens, ARGV[3])
if not value then
  return
end
local before = math.floor(value / 2)
redis.call('HSET', tokens, ARGV[3], string.format('%.0f', ARGV[4] * 2 + 1))
redis.call('HINCRBY', state, 'sum', string.format('%.0f', ARGV[4] - before))
if value % 2 == 0 then
  redis.call('HINCRBY', state, 'unsettled', string.format('%.0f', 0 - before))
end
