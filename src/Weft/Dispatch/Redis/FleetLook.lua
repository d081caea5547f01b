-- Fleet, layout 1: one look at many sessions at one moment. Returns which run of which server with which memory, subscribers per channel,
-- heartbeats (nil = none).
-- KEYS: memory, heartbeats; ARGV: a name for the memory where it has none, channels in the order of the heartbeats
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
redis.call('SET', KEYS[1], ARGV[1], 'NX')
local counts, beats = {}, {}
for index = 2, #KEYS do
  counts[index - 1] = redis.call('PUBSUB', 'NUMSUB', ARGV[index])[2]
  beats[index - 1] = redis.call('GET', KEYS[index])
end
return { run .. redis.call('GET', KEYS[1]), counts, beats }
