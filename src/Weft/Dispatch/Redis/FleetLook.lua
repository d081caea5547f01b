-- Fleet, layout 1: one look at many sessions at one moment. Returns which run of which server with which memory, subscribers per channel,
-- heartbeats (nil = none). However many sessions, it is a few commands: Lua unpacks no more than some thousands at once.
-- KEYS: memory, heartbeats; ARGV: a name for the memory where it has none, channels in the order of the heartbeats
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
local memory = redis.call('GET', KEYS[1])
if not memory then
  memory = ARGV[1]
  redis.call('SET', KEYS[1], memory)
end
local counts, beats = {}, {}
for first = 2, #KEYS, 1000 do
  local last = math.min(first + 999, #KEYS)
  local subscribers = redis.call('PUBSUB', 'NUMSUB', unpack(ARGV, first, last))
  local values = redis.call('MGET', unpack(KEYS, first, last))
  for index = first, last do
    counts[index - 1] = subscribers[2 * (index - first) + 2]
    beats[index - 1] = values[index - first + 1]
  end
end
return { run .. memory, counts, beats }
