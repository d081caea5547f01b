-- Asks for a grant. Returns 1 = granted; 0, time to wait; -1 = the permit is not known; -2 = never fits.
-- ARGV: 3 permit, 4 grant, 5 requests and 6 tokens per minute (empty = none), 7 tokens, 8 time to the call's deadline, 9 whether the permit must be known
local permit, wanted = ARGV[3], tonumber(ARGV[7])
local perMinute, tokensPerMinute = tonumber(ARGV[5]), tonumber(ARGV[6])
if lost() then
  return { -1 }
end
local deadline = redis.call('ZSCORE', permits, permit)
if not deadline and ARGV[9] == '1' then
  return { -1 }
end
if deadline and now + ARGV[8] > tonumber(deadline) then
  redis.call('ZADD', permits, now + ARGV[8], permit)
end
if tokensPerMinute and wanted > tokensPerMinute then
  return { -2 }
end

-- Tokens of a grant are kept doubled, and one more once they are settled.
local function lapse()
  repeat
    local old = redis.call('ZRANGEBYSCORE', log, '-inf', now - WINDOW, 'LIMIT', 0, 500)
    if #old == 0 then
      return
    end
    local sum, unsettled = 0, 0
    for _, value in ipairs(redis.call('HMGET', tokens, unpack(old))) do
      sum = sum + math.floor(value / 2)
      unsettled = unsettled + (value % 2 == 0 and value / 2 or 0)
    end
    redis.call('HINCRBY', state, 'sum', 0 - sum)
    redis.call('HINCRBY', state, 'unsettled', 0 - unsettled)
    redis.call('ZREM', log, unpack(old))
    redis.call('HDEL', tokens, unpack(old))
  until #old < 500
end

-- Room is kept for those ahead, or small calls would starve a large one. Who did not come back in time has lost the place.
local function ahead()
  local count, sum = 0, 0
  local places = redis.call('ZRANGE', line, 0, -1)
  for first = 1, #places, 500 do
    local last = math.min(first + 499, #places)
    local wants = redis.call('HMGET', waiting, unpack(places, first, last))
    for index = first, last do
      if places[index] == permit then
        return count, sum
      end
      local other, kept = string.match(wants[index - first + 1], '(%d+) (%d+)')
      if tonumber(kept) < now then
        leaveLine(places[index])
      else
        count, sum = count + 1, sum + other
      end
    end
  end
  return count, sum
end

-- When so many requests and tokens more than fit will have left the window; all that is in it, where that is not enough.
local function moment(requests, sum)
  local at = 0
  if requests > 0 then
    local index = math.min(requests, redis.call('ZCARD', log)) - 1
    at = tonumber(redis.call('ZRANGE', log, index, index, 'WITHSCORES')[2] or 0)
  end
  local first = 0
  while sum > 0 do
    local grants = redis.call('ZRANGE', log, first, first + 99, 'WITHSCORES')
    if #grants == 0 then
      break
    end
    local names = {}
    for index = 1, #grants, 2 do
      names[#names + 1] = grants[index]
    end
    for index, value in ipairs(redis.call('HMGET', tokens, unpack(names))) do
      sum = sum - math.floor(value / 2)
      if sum <= 0 or index == #names then
        at = math.max(at, tonumber(grants[index * 2]))
      end
      if sum <= 0 then
        break
      end
    end
    first = first + 100
  end
  return (at > 0 and at or now) + WINDOW
end

lapse()
local count, sum = ahead()
local used = redis.call('HMGET', state, 'sum', 'unsettled')
local overRequests = perMinute and redis.call('ZCARD', log) + count + 1 - perMinute or 0
local overTokens = tokensPerMinute and (used[1] or 0) + sum + wanted - tokensPerMinute or 0
if overRequests <= 0 and overTokens <= 0 then
  leaveLine(permit)
  if deadline then
    redis.call('SADD', called, permit)
  end
  redis.call('ZADD', log, now, ARGV[4])
  redis.call('HSET', tokens, ARGV[4], string.format('%.0f', wanted * 2))
  redis.call('HINCRBY', state, 'sum', wanted)
  redis.call('HINCRBY', state, 'unsettled', wanted)
  return { 1 }
end
local wait = moment(overRequests, overTokens) - now
-- Tokens of calls in the air, and of those that go before, may be given back long before: then look again sooner, those in front first.
if tokensPerMinute and (count > 0 or tonumber(used[2] or 0) > 0) then
  wait = math.min(wait, SECOND + count * SECOND / 50)
end
if not redis.call('ZSCORE', line, permit) then
  redis.call('ZADD', line, redis.call('HINCRBY', state, 'turn', 1), permit)
end
local kept = now + wait + SECOND
redis.call('HSET', waiting, permit, string.format('%.0f %.0f', wanted, kept))
-- A short call may wait longer for its window than it may take.
if deadline then
  redis.call('ZADD', permits, 'GT', kept, permit)
end
return { 0, wait }
