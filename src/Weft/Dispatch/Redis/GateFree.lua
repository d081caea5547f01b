-- Frees all permits of a session.
-- ARGV: 3 channel, 4 session
local full, released, own = allOut(), 0, ARGV[4] .. ':'
for _, key in ipairs({ permits, line }) do
  for _, permit in ipairs(redis.call('ZRANGE', key, 0, -1)) do
    if string.sub(permit, 1, #own) == own then
      released = released + release(permit)
    end
  end
end
if full and released > 0 then
  redis.call('PUBLISH', ARGV[3], '')
end
