# SPDX-License-Identifier: GPL-3.0-or-later
"""A person's first day with nothing but the README: a new case, ten answers, a PDF cited three times,
the findings that go, undo over a restart, and the specimen of the certificate."""
import re

from driver import PDF, Story, T, expect, need, pdf_text, wait

need(PDF)


with Story('day') as story:
    home = story.home
    path = home.path('hajimete.kaiji')

    def answered(target, text):
        wait(lambda: home.answer(path, target) == text, f'{target} = {text} in the file')

    def section(program, name):
        program.click(program.find('list item', re.compile(f'^{re.escape(name)}(,|$)')))
        program.find('heading', name)

    story.step('a new case')
    program = story.start()
    program.click(program.find('push button', T('_New Case…')))
    dialog = program.find('frame', T('New Case'))
    iryo = re.compile('^医療情報ASP・SaaS')
    program.click(program.find('list item', iryo, within=dialog, shown=False))
    program.find('list item', iryo, within=dialog, state='selected')
    program.click(program.find('push button', T('Choose the File…'), within=dialog))
    program.choose_file(T('File of the New Case'), path)
    program.find('heading', '申請の種別')
    program.find('label', T('All saved'))
    before = home.findings(path)

    story.step('Form A: choice, date, text, telephone')
    program.radio('申請の種別', '新規')
    answered('A.kind', '新規')
    program.fill(program.find('text', '申請日'), '2026-03-02')
    section(program, '実在の証明')
    program.radio('申請者の区分', '法人')
    program.fill(program.find('text', '事業者名称'), '株式会社はじめてクラウド')
    section(program, 'サービス')
    program.fill(program.find('text', 'サービス名称'), 'はじめてカルテ')
    answered('A.application_date', '2026-03-02')
    answered('A.provider_name', '株式会社はじめてクラウド')
    answered('A.service_name', 'はじめてカルテ')

    story.step('Form B: date, text, number, yes/no with detail, choice')
    program.click(program.find('list item', re.compile(f'^{T("Form B")}')))
    program.fill(program.find('text', '開示情報の年月日(西暦)'), '2026-03-01')
    program.find('label', re.compile('令和8年3月1日'))
    section(program, '人材')
    program.fill(program.find('text', '代表者氏名'), '山田 太郎')
    program.fill(program.find('text', '正社員数(単独ベース)'), '36')
    section(program, '財務状況')
    program.radio('株式上場の有無、上場の場合は市場名', '有り')
    program.fill(program.find('text', '株式上場の有無、上場の場合は市場名'), '東京証券取引所グロース市場')
    program.select('該当する財務監査・財務データの状況を選択', '会計参与による監査')
    answered('iryo.001.1', '2026-03-01')
    answered('iryo.006.1', '山田 太郎')
    answered('iryo.008.1', '36')
    answered('iryo.016.1', '会計参与による監査')
    wait(lambda: '東京証券取引所グロース市場' in home.answer(path, 'iryo.015.1'), 'the detail in the file')
    answers = home.show(path)['answers']
    expect(len(answers) >= 10, f'ten answers: {answers}')

    def solved(*targets):
        """The findings of these are gone, in the file as in the window."""
        wait(lambda: not any(target in targets for _, target in home.findings(path)),
             f'no finding on {targets}')
        count = len(home.findings(path))
        program.find('push button', re.compile(f'^要対応 {count}$'))

    solved('A.kind', 'A.application_date', 'A.provider_name', 'A.service_name')

    story.step('the document')
    program.click(program.find('push button', T('Add evidence…')))
    program.choose_file(T('Add evidence'), PDF)
    page = program.find('document text', re.compile('1 / 272'))

    def chips():
        return len(home.show(path)['citations'])

    story.step('cite: the page that is shown')
    section(program, '人材')
    program.click(program.find('text', '代表者氏名'))
    program.key('ctrl+e')
    program.find('push button', re.compile('^debian-reference.ja 1枚目'))
    solved('iryo.006.1')

    story.step('cite: selected text')
    program.click(program.find('text', '正社員数(単独ベース)'))
    program.fill(program.find('text', T('Go to page')), '30')
    program.key('Return')
    page = program.find('document text', re.compile('^30 / 272'))
    _, _, width, height = page.extents
    program.drag(page, (width // 4, height // 5), (width // 2, height // 2))
    program.find('push button', re.compile(re.escape(T('+ Citation'))), state='focusable')
    program.key('ctrl+e')
    wait(lambda: chips() == 2, 'the second citation in the file')
    second = next(one for one in home.show(path)['citations'] if one['target'] == 'iryo.008.1')
    expect(second['page'] == 30 and second['quote'], f'{second}')
    program.find('push button', re.compile('^debian-reference.ja .*30枚目.*“', re.DOTALL))
    solved('iryo.008.1')

    story.step('cite: by the button of the field')
    section(program, '財務状況')
    program.click(program.find('push button', re.compile('^＋記載箇所: 株式上場の有無')))
    program.key('ctrl+e')
    wait(lambda: chips() == 3, 'the third citation in the file')
    solved('iryo.015.1')

    story.step('undo and redo')
    program.key('ctrl+z')
    wait(lambda: chips() == 2, 'the citation to be undone')
    program.key('ctrl+shift+z')
    wait(lambda: chips() == 3, 'the citation to be done again')
    done = home.show(path)

    story.step('closed and opened again')
    program.key('ctrl+w')
    program.wait_end()
    program = story.start()
    program.click(program.find('list item', re.compile('はじめてカルテ')), repeat=2)
    program.click(program.find('list item', re.compile(f'^{T("Form A")}')))
    section(program, '実在の証明')
    entry = program.find('text', '事業者名称')
    expect(entry.text == '株式会社はじめてクラウド', 'the name is still there')
    expect(home.show(path)['answers'] == done['answers'], 'nothing is lost')
    program.click(program.find('push button', T('Undo')))
    wait(lambda: chips() == 2, 'a step before the restart to be undone')
    program.click(program.find('push button', T('Redo')))
    wait(lambda: home.show(path)['citations'] == done['citations'], 'the step to be done again')

    story.step('the specimen of the certificate')
    program.menu(program.find('push button', T('Menu')), T('Certificate and _Mark (Specimen)…'))
    window = program.find('frame', T('Certificate and Mark (Specimen)'))
    program.click(program.find('push button', T('Export…'), within=window))
    program.choose_file(T('Export'), home.path('certificate.pdf'))
    program.find('label', re.compile(re.escape(home.path('certificate.pdf'))))
    words = ('認定証', '医療NNNN-YYMM', 'はじめてカルテ', '株式会社はじめてクラウド')
    text = pdf_text(home.path('certificate.pdf'))
    expect(all(word in text for word in words), f'the certificate says {words}: {text}')

    story.step('the same, printed')
    program.raise_window(window)
    program.key('ctrl+p')
    text = pdf_text(program.print_to_file())
    expect(all(word in text for word in words), f'the printed certificate says {words}: {text}')
    program.key('Escape')
    program.gone('frame', window.name)

    story.step('the end')
    program.key('ctrl+q')
    program.wait_end()
