-- What the server says of itself. In a script, because the client takes INFO for a command of administrators.
return redis.call('INFO')
