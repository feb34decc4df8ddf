// Says in a sentence when a part of the page could not be brought up to date, and what other scripts have to say.
document.addEventListener('DOMContentLoaded', () => {
  const live = document.getElementById('live')
  if (!live) return
  let timer
  const say = sentence => {
    live.textContent = sentence
    clearTimeout(timer)
    timer = setTimeout(() => {
      live.textContent = ''
    }, 8000)
  }
  document.addEventListener('sanse:say', ({ detail }) => say(detail))
  document.addEventListener('htmx:sendError', () => say('连不上服务器，页面没有更新。请检查网络后再试。'))
  document.addEventListener('htmx:responseError', event => {
    const status = event.detail.xhr.status
    if (status === 401) say('登录已过期，请重新登录。')
    else if (status === 403 || status === 404) say('这部分内容不存在，或不在你的权限范围内。')
    else say('服务器没有完成这次更新，请刷新页面再试。')
  })
})
