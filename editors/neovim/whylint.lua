-- Whylint for Neovim 0.11 or later. Put this file into ~/.config/nvim/lsp/ and enable it in init.lua:
--   vim.lsp.enable("whylint")

return {
  cmd = { "whylint", "server", "--stdio" },
  filetypes = { "markdown" },
  root_markers = { "whylint.toml", ".git" },
}
