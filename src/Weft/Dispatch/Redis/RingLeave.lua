-- Ring, layout 1: takes a job off, if its generation is still the one that was read (in one script: no put comes between).
-- KEYS: high and normal (sorted by turn), generations by job
-- ARGV: job, generation (empty = whatever it is)
local generation = redis.call('HGET', KEYS[3], ARGV[1])
if not generation or (ARGV[2] ~= '' and ARGV[2] ~= generation) then
  return 0
end
redis.call('HDEL', KEYS[3], ARGV[1])
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
return 1
