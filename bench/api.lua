-- api.lua - addresses for wrk, all different: wrk -s api.lua URL -- KIND IDS
-- (bench/api.py runs it). IDS: a file of numbers of storylines, one a line.
local types = {"CONSULT", "ASSAULT", "ACCUSE", "REQUEST", "SANCTION", "AGREE",
               "THREATEN", "SUPPORT"}
local codes = {"USA", "RUS", "CHN", "UKR", "IRN", "ISR", "VNM", "JPN", "KOR",
               "GBR"}
local names = {"nguyen", "tran", "trump", "putin", "le", "pham", "kim",
               "to lam", "musk", "zelensky"}
local words = {"giá", "xăng", "dầu", "iran", "mỹ", "tấn", "công", "bầu", "cử",
               "quốc", "hội", "tổng", "thống", "chính", "phủ", "bóng", "đá",
               "việt", "nam", "đà", "nẵng", "hà", "nội", "an", "học", "sinh",
               "giáo", "viên", "thuế", "quan", "vàng", "chứng", "khoán", "sân",
               "bay", "tên", "lửa", "eo", "biển", "giao", "thông", "bệnh"}
local kind, ids, n = "stories", {}, 0

local function escaped(s)
   return (s:gsub("[^%w]", function(c)
      return string.format("%%%02X", string.byte(c))
   end))
end

local function any(list)
   return list[math.random(#list)]
end

local function day()
   return string.format("2025-%02d-%02d", 8 + n % 5, 1 + n % 28)
end

-- n is what no other request has: the server has no answer to it
local ask = {
   stories = function() return "stories?limit=20&from=" .. day() end,
   story = function() return "stories/" .. any(ids) .. "?limit=20" end,
   happenings = function() return "happenings?limit=20&story=" .. any(ids) end,
   documents = function() return "documents?limit=20&from=" .. day() end,
   events = function()
      return "events?limit=20&type=" .. any(types) .. "&actor=" .. any(codes)
   end,
   quotes = function() return "quotes?limit=20&from=" .. day() end,
   people = function()
      return "people?limit=20&q=" .. escaped(any(names))
   end,
   calendar = function() return "calendar?limit=20&from=" .. day() end,
   search = function()
      return "search?limit=20&q=" .. escaped(any(words) .. " " .. any(words))
   end,
   again = function() return "stories?limit=20" end,
}

function init(args)
   kind = args[1]
   for line in io.lines(args[2]) do ids[#ids + 1] = line end
   math.randomseed(7)
   n = os.time() * 100000 % 1000000007 -- no run asks what another did
end

function request()
   n = n + 1
   return wrk.format("GET", "/api/v1/" .. ask[kind]() ..
                            (kind == "again" and "" or "&_=" .. n))
end
