-- Ring, layout 1: the next job, which moves behind the others of its class. Returns job, generation, jobs on the ring; nil = empty.
-- KEYS: high and normal (sorted by turn), generations by job, state (last turn, high turns in a row)
-- ARGV: so many high turns in a row at most while the normal class has a job
local high, normal, generations, state = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local count = redis.call('ZCARD', high)
local all = count + redis.call('ZCARD', normal)
if all == 0 then
  return nil
end
local row = tonumber(redis.call('HGET', state, 'row') or 0)
local line = normal
if count > 0 and (all == count or row < tonumber(ARGV[1])) then
  line = high
end
redis.call('HSET', state, 'row', line == high and math.min(row + 1, tonumber(ARGV[1])) or 0)
local job = redis.call('ZRANGE', line, 0, 0)[1]
redis.call('ZADD', line, redis.call('HINCRBY', state, 'turn', 1), job)
return { job, redis.call('HGET', generations, job), all }
