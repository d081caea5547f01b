-- Ring, layout 1: puts a job on rings and wakes their claim loops.
-- KEYS: four per ring: high and normal (sorted by turn), generations by job, state (last turn, high turns in a row)
-- ARGV: job, class (high or normal), then per ring: generation, channel
for ring = 1, #KEYS / 4 do
  local first = (ring - 1) * 4
  local line, other = KEYS[first + 1], KEYS[first + 2]
  if ARGV[2] == 'normal' then
    line, other = other, line
  end
  redis.call('ZREM', other, ARGV[1])
  if not redis.call('ZSCORE', line, ARGV[1]) then
    redis.call('ZADD', line, redis.call('HINCRBY', KEYS[first + 4], 'turn', 1), ARGV[1])
  end
  redis.call('HSET', KEYS[first + 3], ARGV[1], ARGV[1 + ring * 2])
  redis.call('PUBLISH', ARGV[2 + ring * 2], '')
end
