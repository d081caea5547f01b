-- A call has ended. Returns the calls at once that were found out and where the provider was busy (-1 = none), whether more permits are out, and
-- whether a busy provider was met by fewer. The tokens have no effect on a grant that has left the window.
-- ARGV: 3 channel, 4 grant, 5 tokens, 6 sign (1 = good, 2 = busy), 7 time since the call left, 8 calls at once as told (empty = none)
local value = redis.call('HGET', tokens, ARGV[4])
if value then
  local before = math.floor(value / 2)
  redis.call('HSET', tokens, ARGV[4], string.format('%.0f', ARGV[5] * 2 + 1))
  redis.call('HINCRBY', state, 'sum', string.format('%.0f', ARGV[5] - before))
  if value % 2 == 0 then
    redis.call('HINCRBY', state, 'unsettled', string.format('%.0f', 0 - before))
  end
end
if redis.call('HEXISTS', state, 'run') == 0 then
  return { -1, -1, 0, 0 }
end
local told, left, out = tonumber(ARGV[8]), now - ARGV[7], redis.call('ZCARD', permits)

-- Good answers before there may be one more call at once.
local function needed(found, busy)
  if busy == 0 or found < busy - math.max(math.floor(busy / SLOW_PART), 1) then
    return 1
  end
  return found == busy - 1 and found * CALM or found
end

local function good()
  local found, answers, wanted, busy, lowered = calls()
  if (told and not lowered) or (lowered and left < lowered) or found >= wanted then
    return
  end
  answers = answers + 1
  if answers < needed(found, busy) then
    redis.call('HSET', state, 'good', answers)
    return
  end
  local full = allOut()
  redis.call('HSET', state, 'found', found + 1, 'good', 0)
  if found + 1 > busy then
    redis.call('HDEL', state, 'busy_at')
  end
  if told and found + 1 >= told then
    redis.call('HDEL', state, 'busy_at', 'lowered')
  end
  if full then
    redis.call('PUBLISH', ARGV[3], '')
  end
end

-- Whether it is met by fewer, now or since the call left. One call at a time cannot be fewer.
local function busy()
  local _, _, _, _, lowered = calls()
  if lowered and left < lowered then
    return 1
  end
  local at = math.min(most(told), math.max(out, 1))
  redis.call('HSET', state, 'found', math.max(math.floor(at / 2), 1), 'good', 0, 'lowered', string.format('%.0f', now))
  if at < 2 then
    return 0
  end
  redis.call('HSET', state, 'busy_at', at)
  return 1
end

local met = 0
if ARGV[6] == '1' then
  good()
elseif ARGV[6] == '2' then
  met = busy()
end
local may = most(told)
local _, _, _, at = calls()
return { may == told and -1 or may, at > 0 and at or -1, out > may and 1 or 0, met }
