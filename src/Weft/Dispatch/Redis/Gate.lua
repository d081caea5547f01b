-- Gate, layout 1: what all its scripts begin with. Moments are microseconds.
-- KEYS: 1 state, 2 permits by deadline, 3 grants by moment, 4 tokens of grants, 5 who waits by turn, 6 what for, 7 permits that a call was granted on
-- ARGV: 1 a test's clock (0 = the server's), 2 whether lost memory must be seeded
local state, permits, log, tokens, line, waiting, called = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7]
local SECOND, WINDOW = 1000000, 61500000
-- Calls at once before anything is known, rounds before the number at which the provider was busy is tried again, part of it that is gone up slowly.
local FIRST, CALM, SLOW_PART = 2, 16, 16
local now = tonumber(ARGV[1])
if now == 0 then
  local time = redis.call('TIME')
  now = time[1] * SECOND + time[2]
end

-- Nil = the memory is good; else how long old grants may still stand, and a name of this loss. Memory is good for one run of one server:
-- a restarted or promoted one may have an older state than what was granted. A clock set back is a loss too.
local function lost()
  local run = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
  local kept = redis.call('HMGET', state, 'run', 'seen', 'empty_run', 'empty_since')
  if kept[1] == run and now >= kept[2] - SECOND then
    now = math.max(now, tonumber(kept[2]))
    redis.call('HSET', state, 'seen', now)
    return nil
  end
  if ARGV[2] == '0' then
    redis.call('DEL', state, permits, log, tokens, line, waiting, called)
    redis.call('HSET', state, 'run', run, 'seen', now)
    return nil
  end
  local since = kept[4]
  if kept[3] ~= run or now < tonumber(since) then
    redis.call('DEL', state, permits, log, tokens, line, waiting, called)
    redis.call('HSET', state, 'empty_run', run, 'empty_since', now)
    since = string.format('%.0f', now)
  end
  return since + SECOND - now, run .. since
end

-- What was found out of the calls at once: number, good answers since it was raised, number asked for, where the provider was busy (0 = nowhere
-- that still counts), when it was lowered (nil = never).
local function calls()
  local kept = redis.call('HMGET', state, 'found', 'good', 'wanted', 'busy_at', 'lowered')
  return tonumber(kept[1] or FIRST), tonumber(kept[2] or 0), tonumber(kept[3] or 0), tonumber(kept[4] or 0), kept[5] and tonumber(kept[5])
end

-- How many permits may be out: what is told, or less while the provider bears less; where nothing is told, what was found.
local function most(told)
  local found, _, _, _, lowered = calls()
  if not told then
    return found
  end
  return lowered and math.min(told, found) or told
end

-- Whether a permit coming free may be waited for.
local function allOut()
  local told = redis.call('HGET', state, 'calls')
  return told and redis.call('ZCARD', permits) >= most(tonumber(told))
end

local function leaveLine(permit)
  redis.call('ZREM', line, permit)
  redis.call('HDEL', waiting, permit)
end

-- Gives one permit back. Returns how many that were: 0 or 1.
local function release(permit)
  leaveLine(permit)
  redis.call('SREM', called, permit)
  return redis.call('ZREM', permits, permit)
end
