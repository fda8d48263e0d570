-- How a scenario in Neovim ends: with what it saw, as JSON, and no server left behind.

return function(act, saw)
  local succeeded, problem = xpcall(act, debug.traceback)
  saw.problem = not succeeded and problem or nil
  vim.fn.writefile({ vim.json.encode(saw) }, "saw.json")
  vim.lsp.stop_client(vim.lsp.get_clients())
  vim.wait(5000, function()
    return #vim.lsp.get_clients() == 0
  end)
  vim.cmd("qall!")
end
