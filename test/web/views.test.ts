import { mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect } from 'chai'
import type { Frame } from '../../src/web/frame.ts'
import { loadViews } from '../../src/web/views.ts'

const frame = {
  title: '题',
  csrfToken: 'token',
  idempotencyKey: 'key',
  navigation: [],
  flash: null,
} as unknown as Frame

/** A folder of these templates; the layout is only its body unless given. */
function folderOf(templates: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'sanse-views-'))
  for (const [name, source] of Object.entries({ 'layouts/main': '{{{body}}}', ...templates })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, `${name}.hbs`), source)
  }
  return folder
}

const broken: readonly [string, Readonly<Record<string, string>>, string][] = [
  ['does not compile', { 'a/b': '{{#if x}}' }, 'a/b.hbs'],
  ['names a partial that is not there', { 'a/b': '{{> nowhere}}' }, 'no partial nowhere'],
  ['keeps a partial that is not there', { 'a/b': '{{kept "nowhere" x}}' }, 'no partial nowhere'],
  ['keeps what a value names', { 'a/b': '{{kept x y}}' }, 'no partial'],
  ['places kept markup unescaped', { '_partials/p': '', 'a/b': '{{{kept "p" x}}}' }, 'unescaped'],
  ['names a partial by a value', { 'a/b': '{{> (lookup . "x")}}' }, 'a/b.hbs'],
  ['places text unescaped', { 'a/b': '{{{x}}}' }, 'unescaped'],
  ['places text unescaped by an ampersand', { 'a/b': '{{&x}}' }, 'unescaped'],
  ['places other text than the body unescaped', { 'layouts/main': '{{{frame.title}}}' }, 'unescaped'],
  ['calls a helper', { 'a/b': '{{eq a b}}' }, 'eq'],
  ['looks up a computed key', { 'a/b': '{{lookup this x}}' }, 'lookup'],
  ['writes to the log', { 'a/b': '{{log x}}' }, 'log'],
]

describe('a template', () => {
  for (const [what, templates, message] of broken) {
    it(`that ${what} stops the start`, () => {
      expect(() => loadViews(folderOf(templates))).to.throw(message)
    })
  }

  it('escapes every value, in text and in attributes', () => {
    const views = loadViews(folderOf({ 'a/b': '<p title="{{x}}">{{x}}</p>' }))
    const shown = views.page('a/b', { x: `"><script>alert('1')</script>&{{y}}` }, frame)
    expect(shown).to.not.include('<script')
    expect(shown).to.not.include('title=""')
    expect(shown).to.include('{{y}}')
  })

  it('keeps the markup of a piece for as long as the piece is there, escaped as ever', () => {
    const views = loadViews(
      folderOf({ '_partials/p': '<b>{{x}}</b>', '_partials/q': '<i>{{x}}</i>', 'a/b': '{{kept "p" m}}{{kept "q" m}}' }),
    )
    const piece = { x: '<script>' }
    const shown = () => views.fragment('a/b', { m: piece }, frame)
    expect(shown()).to.equal('<b>&lt;script&gt;</b><i>&lt;script&gt;</i>')
    piece.x = 'changed'
    expect(shown()).to.equal('<b>&lt;script&gt;</b><i>&lt;script&gt;</i>')
    expect(views.fragment('a/b', { m: { ...piece } }, frame)).to.equal('<b>changed</b><i>changed</i>')
  })

  it('that is kept sees nothing of the page around it', () => {
    const views = loadViews(folderOf({ '_partials/p': '{{@root.frame.title}}', 'a/b': '{{kept "p" m}}' }))
    expect(() => views.fragment('a/b', { m: { x: 1 } }, frame)).to.throw('title')
  })

  it('fails on a value the model lacks', () => {
    const views = loadViews(folderOf({ 'a/b': '{{missing}}' }))
    expect(() => views.fragment('a/b', {}, frame)).to.throw('missing')
  })

  it('sees nothing that a model only inherits', () => {
    class Model {
      get inherited() {
        return 'secret'
      }
    }
    const views = loadViews(folderOf({ 'a/b': '{{#if m.inherited}}seen{{/if}}{{#if m.constructor}}seen{{/if}}' }))
    expect(views.fragment('a/b', { m: new Model() }, frame)).to.equal('')
  })

  it('reaches the frame beside its model and at the root', () => {
    const views = loadViews(
      folderOf({
        '_partials/form/hidden': '{{@root.frame.csrfToken}}',
        'a/b': '{{#each xs}}{{> form/hidden}}{{/each}}{{frame.title}}',
      }),
    )
    expect(views.fragment('a/b', { xs: [1] }, frame)).to.equal('token题')
  })

  it('keeps the indentation of a text area', () => {
    const views = loadViews(
      folderOf({ '_partials/area': '<textarea>{{x}}</textarea>', 'a/b': '<div>\n  {{> area}}\n</div>' }),
    )
    expect(views.fragment('a/b', { x: '一\n二' }, frame)).to.include('<textarea>一\n二</textarea>')
  })

  it('is read again when it changes, only if told to', () => {
    const folder = folderOf({ 'a/b': 'old' })
    const [still, reloading] = [loadViews(folder), loadViews(folder, { reload: true })]
    writeFileSync(join(folder, 'a/b.hbs'), 'new')
    utimesSync(join(folder, 'a/b.hbs'), new Date(), new Date(Date.now() + 5000))
    expect(still.fragment('a/b', {}, frame)).to.equal('old')
    expect(reloading.fragment('a/b', {}, frame)).to.equal('new')
  })
})
