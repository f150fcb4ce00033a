/** Which page for which address, and who may open it. */
import { createRouter, createWebHistory, type Router } from 'vue-router'
import type { Right } from './api/types'
import { may, person, resume, startPage } from './shell/session'

declare module 'vue-router' {
  interface RouteMeta {
    open?: boolean // without a session
    right?: Right
  }
}

export function makeRouter(): Router {
  const router = createRouter({
    history: createWebHistory(),
    routes: [
      { path: '/login', component: () => import('./login/LoginPage.vue'), meta: { open: true } },
      { path: '/desk', component: () => import('./agent/AgentPage.vue'), meta: { right: 'answer_calls' } },
      { path: '/floor', component: () => import('./supervisor/FloorPage.vue'), meta: { right: 'see_floor' } },
      { path: '/people', component: () => import('./admin/PeoplePage.vue'), meta: { right: 'administer_people' } },
      { path: '/:anything(.*)*', redirect: () => startPage.value },
    ],
  })
  let asked = false
  router.beforeEach(async (to) => {
    if (!asked) {
      asked = true
      await resume()
    }
    if (to.meta.open) return person.value === null ? true : startPage.value
    if (person.value === null) return { path: '/login', query: to.path === startPage.value ? {} : { to: to.path } }
    return to.meta.right === undefined || may(to.meta.right) ? true : startPage.value
  })
  return router
}
