-- Takes permits. Returns 1, how many; or 0, time until the next lapses or becomes overdue (-1 = none will), overdue ones and their deadlines by
-- turns; or -1, time until old grants have lapsed, loss.
-- ARGV: 3 channel, 4 limit (empty = none), 5 session, 6 time to the deadline, 7 first number, 8 up to how many,
--       9 whether one that a call was granted on stays, 10… permits whose taker had no answer
for index = 10, #ARGV do
  release(ARGV[index])
end
local lapse, loss = lost()
if lapse then
  return { -1, lapse, loss }
end
local limit, number, room = most(tonumber(ARGV[4])), tonumber(ARGV[7]), tonumber(ARGV[8])
local before = redis.call('HGET', state, 'calls')
if before ~= ARGV[4] then
  redis.call('HSET', state, 'calls', ARGV[4])
  if before and limit > most(tonumber(before)) then
    redis.call('PUBLISH', ARGV[3], '')
  end
end
local out = redis.call('ZCARD', permits)
if out + room > limit then
  for _, permit in ipairs(redis.call('ZRANGEBYSCORE', permits, '-inf', now)) do
    if ARGV[9] == '0' or redis.call('SISMEMBER', called, permit) == 0 then
      release(permit)
    end
  end
  out = redis.call('ZCARD', permits)
end
local wanted = out + room
if wanted > limit then
  wanted = math.max(wanted, tonumber(redis.call('HGET', state, 'wanted') or 0))
  room = limit - out
end
redis.call('HSET', state, 'wanted', wanted)
if room <= 0 then
  local next = redis.call('ZRANGEBYSCORE', permits, '(' .. string.format('%.0f', now), '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
  -- What a script can return is bounded; the rest is told once these are gone.
  local overdue = redis.call('ZRANGEBYSCORE', permits, '-inf', now, 'WITHSCORES', 'LIMIT', 0, 500)
  return { 0, next[2] and next[2] - now or -1, unpack(overdue) }
end
for index = 0, room - 1 do
  redis.call('ZADD', permits, now + ARGV[6], ARGV[5] .. ':' .. string.format('%.0f', number + index))
end
return { 1, room }
