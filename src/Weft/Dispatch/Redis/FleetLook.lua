-- Fleet, layout 1: one look at many sessions at one moment. Returns which run of which server, subscribers per channel, heartbeats (nil = none).
-- KEYS: heartbeats; ARGV: channels, in the same order
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
local counts, beats = {}, {}
for index, channel in ipairs(ARGV) do
  counts[index] = redis.call('PUBSUB', 'NUMSUB', channel)[2]
  beats[index] = redis.call('GET', KEYS[index])
end
return { run, counts, beats }
