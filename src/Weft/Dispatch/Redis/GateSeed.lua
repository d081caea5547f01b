-- Fills a gate that has lost its memory from the journal, if it is still the loss that was told of and old grants have lapsed.
-- KEYS: 8 all providers of the gate
-- ARGV: 3 channel, 4 loss, 5 provider, 6 calls at once as they were known and 7 where it was busy (empty = nothing), then per call: age, time to its deadline, tokens, whether it is open, its permit
local lapse, loss = lost()
if not lapse or lapse > 0 or loss ~= ARGV[4] then
  return
end
local run, sum, unsettled, number = redis.call('HGET', state, 'empty_run'), 0, 0, 0
for first = 8, #ARGV, 5 do
  local age, rest, used, open = tonumber(ARGV[first]), tonumber(ARGV[first + 1]), tonumber(ARGV[first + 2]), ARGV[first + 3] == '1'
  number = number + 1
  if age < WINDOW then
    local grant = 'journal:' .. number
    redis.call('ZADD', log, now - math.max(0, age), grant)
    redis.call('HSET', tokens, grant, string.format('%.0f', used * 2 + (open and 0 or 1)))
    sum, unsettled = sum + used, unsettled + (open and used or 0)
  end
  if open then
    redis.call('ZADD', permits, now + rest, ARGV[first + 4])
    redis.call('SADD', called, ARGV[first + 4])
  end
end
redis.call('DEL', state)
redis.call('HSET', state, 'run', run, 'seen', now, 'sum', string.format('%.0f', sum), 'unsettled', string.format('%.0f', unsettled))
if ARGV[6] ~= '' then
  redis.call('HSET', state, 'found', ARGV[6])
  if ARGV[7] ~= '' then
    redis.call('HSET', state, 'busy_at', ARGV[7], 'lowered', string.format('%.0f', now))
  end
end
redis.call('SADD', KEYS[8], ARGV[5])
redis.call('PUBLISH', ARGV[3], '')
