-- What a person does with a spec in Neovim; prints what they saw as JSON.

local saw = {}

local function wait_for(what, condition)
  assert(vim.wait(20000, condition, 20), "waited in vain for " .. what)
end

local function diagnostics()
  return vim.tbl_map(function(diagnostic)
    local line = vim.api.nvim_buf_get_lines(0, diagnostic.lnum, diagnostic.lnum + 1, true)[1]
    return {
      rule = diagnostic.code,
      source = diagnostic.source,
      message = diagnostic.message,
      words = line:sub(diagnostic.col + 1, diagnostic.end_col),
    }
  end, vim.diagnostic.get(0))
end

local function has(rule)
  return vim.iter(vim.diagnostic.get(0)):any(function(diagnostic)
    return diagnostic.code == rule
  end)
end

local function floating_text()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then
      return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, true), "\n")
    end
  end
end

local function buffer()
  return vim.api.nvim_buf_get_lines(0, 0, -1, true)
end

local function act()
  wait_for("the first findings", function()
    return has("missing-error-state")
  end)
  saw.encoding = vim.lsp.get_clients()[1].offset_encoding
  saw.before = diagnostics()

  local line = vim.fn.search("The customer uploads a receipt")
  local unmoved = vim.diagnostic.get(0)
  vim.api.nvim_buf_set_text(0, line - 1, 2, line - 1, 2, { "🧾 " })
  wait_for("the findings after an edit", function()
    return vim.deep_equal(diagnostics(), saw.before) and not vim.deep_equal(vim.diagnostic.get(0), unmoved)
  end)
  vim.fn.search("uploads a receipt")
  vim.lsp.buf.hover()
  wait_for("the hover", floating_text)
  saw.hover = floating_text()

  local unchanged = #buffer()
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      return vim.startswith(action.title, "Ask: ")
    end,
  })
  wait_for("the quick fix", function()
    return #buffer() > unchanged
  end)
  saw.asked = vim.api.nvim_buf_get_lines(0, line, line + #buffer() - unchanged, true)
  wait_for("the findings after the quick fix", function()
    return not has("missing-error-state")
  end)
  saw.after = diagnostics()

  for number, text in ipairs(buffer()) do
    local answered = text:gsub("%(…%)", "the reason")
    vim.api.nvim_buf_set_lines(0, number - 1, number, true, { answered })
  end
  wait_for("the findings after the answer", function()
    return not has("unanswered-question")
  end)
  saw.answered = diagnostics()
end

local here = vim.fs.dirname(debug.getinfo(1, "S").source:sub(2))
dofile(here .. "/neovim_saw.lua")(act, saw)
