-- Gives permits back.
-- ARGV: 3 channel, 4… permits
local full, released = allOut(), 0
for index = 4, #ARGV do
  released = released + release(ARGV[index])
end
if full and released > 0 then
  redis.call('PUBLISH', ARGV[3], '')
end
