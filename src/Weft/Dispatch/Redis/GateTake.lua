-- Takes permits. Returns 1, how many; or 0, time until the first lapses (-1 = none is out); or -1, time until old grants have lapsed, loss.
-- ARGV: 3 channel, 4 limit (empty = none), 5 session, 6 time to the deadline, 7 first number, 8 up to how many, 9… permits whose taker had no answer
for index = 9, #ARGV do
  redis.call('ZREM', permits, ARGV[index])
  leaveLine(ARGV[index])
end
local lapse, loss = lost()
if lapse then
  return { -1, lapse, loss }
end
local before = redis.call('HGET', state, 'calls')
if before ~= ARGV[4] then
  redis.call('HSET', state, 'calls', ARGV[4])
  if before and before ~= '' and (ARGV[4] == '' or tonumber(ARGV[4]) > tonumber(before)) then
    redis.call('PUBLISH', ARGV[3], '')
  end
end
local limit, number, room = tonumber(ARGV[4]), tonumber(ARGV[7]), tonumber(ARGV[8])
local out = redis.call('ZCARD', permits)
if not limit or out + room > limit then
  redis.call('ZREMRANGEBYSCORE', permits, '-inf', now)
  out = redis.call('ZCARD', permits)
end
if limit then
  room = math.min(room, limit - out)
end
if room <= 0 then
  local first = redis.call('ZRANGE', permits, 0, 0, 'WITHSCORES')
  return { 0, first[2] and math.max(0, first[2] - now) or -1 }
end
for index = 0, room - 1 do
  redis.call('ZADD', permits, now + ARGV[6], ARGV[5] .. ':' .. string.format('%.0f', number + index))
end
return { 1, room }
