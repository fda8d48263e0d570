-- What a person sees of a spec that two language servers look at; prints it as JSON.

local saw = {}

local function sources()
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    found[diagnostic.source] = (found[diagnostic.source] or 0) + 1
  end
  return found
end

local function act()
  vim.api.nvim_buf_set_lines(0, 1, 1, true, { "", "", "" }) -- empty lines are rumdl's business
  assert(
    vim.wait(20000, function()
      return sources().whylint and sources().rumdl
    end, 20),
    "waited in vain for both: " .. vim.inspect(sources())
  )
  saw.sources = sources()
  local line = vim.fn.search("uploads a receipt") - 1
  local params = {
    textDocument = vim.lsp.util.make_text_document_params(),
    range = { start = { line = line, character = 15 }, ["end"] = { line = line, character = 15 } },
    context = { diagnostics = {} },
  }
  saw.actions = {}
  for _, answer in pairs(vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 10000)) do
    for _, action in ipairs(answer.result or {}) do
      table.insert(saw.actions, action.title)
    end
  end
end

local here = vim.fs.dirname(debug.getinfo(1, "S").source:sub(2))
dofile(here .. "/neovim_saw.lua")(act, saw)
