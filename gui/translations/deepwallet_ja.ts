<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>deepwallet::gui::AlternativesPage</name>
    <message>
        <source>Days</source>
        <translation>日数</translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation>GPU 数</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>学習</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>電力</translation>
    </message>
    <message>
        <source>CO2e
[t]</source>
        <translation>CO2e
[t]</translation>
    </message>
    <message>
        <source>Owned
[USD/M]</source>
        <translation>自社所有
[USD/M]</translation>
    </message>
    <message>
        <source>Rented
[USD/M]</source>
        <translation>レンタル
[USD/M]</translation>
    </message>
    <message>
        <source>Energy
[kWh/M]</source>
        <translation>電力量
[kWh/M]</translation>
    </message>
    <message>
        <source>CO2e
[g/M]</source>
        <translation>CO2e
[g/M]</translation>
    </message>
    <message>
        <source>unknown: nobody published a measurement</source>
        <translation>不明：公表された測定値なし</translation>
    </message>
    <message>
        <source>Alternatives</source>
        <translation>代替案</translation>
    </message>
    <message>
        <source>Quality and chart</source>
        <translation>品質とグラフ</translation>
    </message>
    <message>
        <source>Quality, as somebody measured it</source>
        <translation>測定された品質</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>グラフ</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>開く(&amp;O)</translation>
    </message>
    <message>
        <source>The selected alternatives as tabs; a click on a name opens that one</source>
        <translation>選択した代替案をタブで開きます。名前をクリックするとその1件を開きます</translation>
    </message>
    <message>
        <source>Co&amp;mpare</source>
        <translation>比較(&amp;M)</translation>
    </message>
    <message>
        <source>Opens the selected alternatives and compares all that is open</source>
        <translation>選択した代替案を開き、開いているものすべてを比較します</translation>
    </message>
    <message>
        <source>Alternatives side by side</source>
        <translation>代替案の一覧</translation>
    </message>
    <message>
        <source>Number that is drawn</source>
        <translation>描く数値</translation>
    </message>
    <message>
        <source>Alternatives are evaluated…</source>
        <translation>代替案を評価中…</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>シナリオ</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>パラメータ数</translation>
    </message>
    <message>
        <source>What else would do, from what costs nothing to train to what costs most: training by the cheapest way to pay; /M: served, for a million tokens.</source>
        <translation>ほかに何で足りるか。学習費用がかからないものから最も高いものまで。学習は最安の支払い方法、推論は100万トークン当たりです。</translation>
    </message>
    <message>
        <source>Left out for their faults: %1.</source>
        <translation>誤りのため除外：%1。</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>品質</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>出典</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>パラメータ数</translation>
    </message>
    <message>
        <source>the scenario in front</source>
        <translation>前面のシナリオ</translation>
    </message>
    <message>
        <source>Token
[ms]</source>
        <translation>トークン
[ms]</translation>
    </message>
    <message>
        <source>%1 own</source>
        <translation>%1 所有</translation>
    </message>
    <message>
        <source>%1 rent</source>
        <translation>%1 借用</translation>
    </message>
</context>
<context>
    <name>deepwallet::gui::ChartView</name>
    <message>
        <source>more</source>
        <translation>増加</translation>
    </message>
    <message>
        <source>less</source>
        <translation>減少</translation>
    </message>
    <message>
        <source>input low</source>
        <translation>入力が下限</translation>
    </message>
    <message>
        <source>input high</source>
        <translation>入力が上限</translation>
    </message>
    <message>
        <source>P10, P50, P90</source>
        <translation>P10、P50、P90</translation>
    </message>
    <message>
        <source>the values in use</source>
        <translation>現在の値</translation>
    </message>
    <message>
        <source>Pareto front</source>
        <translation>パレートフロント</translation>
    </message>
    <message>
        <source>whole bill</source>
        <translation>請求額全体</translation>
    </message>
    <message>
        <source>From</source>
        <translation>変更前</translation>
    </message>
    <message>
        <source>To</source>
        <translation>変更後</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>グラフ</translation>
    </message>
    <message>
        <source>whole bill, its foot cut off</source>
        <translation>費用全体（下を省略）</translation>
    </message>
</context>
<context>
    <name>deepwallet::gui::ComparisonTable</name>
    <message>
        <source>to the base</source>
        <translation>基準比</translation>
    </message>
    <message>
        <source>Scenarios side by side</source>
        <translation>シナリオの並列比較</translation>
    </message>
</context>
<context>
    <name>deepwallet::gui::Levers</name>
    <message>
        <source>server&apos;s price</source>
        <translation>サーバの価格</translation>
    </message>
</context>
<context>
    <name>deepwallet::gui::ComparePage</name>
    <message>
        <source>way</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>%1: paid back %2</source>
        <translation>%1：回収 %2</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>Base of the comparison</source>
        <translation>比較の基準</translation>
    </message>
    <message>
        <source>Money over the years</source>
        <translation>年ごとの支出</translation>
    </message>
    <message>
        <source>Cash flow</source>
        <translation>キャッシュフロー</translation>
    </message>
    <message>
        <source>What the gap is made of</source>
        <translation>差額の内訳</translation>
    </message>
    <message>
        <source>Map of winners</source>
        <translation>最安マップ</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>基準</translation>
    </message>
    <message>
        <source>What</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>at the start</source>
        <translation>開始時</translation>
    </message>
    <message>
        <source>year %1</source>
        <translation>%1 年目</translation>
    </message>
    <message>
        <source>Left out, as they have faults: %1</source>
        <translation>エラーがあるため除外: %1</translation>
    </message>
    <message>
        <source>Owning and the cheapest rent of each</source>
        <translation>所有と最も安い借用（シナリオごと）</translation>
    </message>
    <message>
        <source>All offers</source>
        <translation>全プラン</translation>
    </message>
    <message>
        <source>All offers of each scenario, not the cheapest one alone</source>
        <translation>最安のプランだけでなく、各シナリオの全プラン</translation>
    </message>
    <message>
        <source>Owning and all offers of each</source>
        <translation>各シナリオの所有と全プラン</translation>
    </message>
    <message>
        <source>Ways to pay</source>
        <translation>支払い方法</translation>
    </message>
    <message>
        <source>Nothing to compare: no open scenario is free of faults</source>
        <translation>比較するものがありません。誤りのないシナリオが開かれていません</translation>
    </message>
    <message>
        <source>There is nothing to compare with: choose another base.</source>
        <translation>比較の基準がありません。別の基準を選んでください。</translation>
    </message>
    <message>
        <source>No way to pay is known: no price, or no training to pay for</source>
        <translation>支払い方法がありません：価格が不明か、支払う学習がありません</translation>
    </message>
    <message>
        <source>Open another scenario: the gap between both bills is split here</source>
        <translation>別のシナリオを開くと、費用の差の内訳をここに示します</translation>
    </message>
    <message>
        <source>One of both has no bill</source>
        <translation>どちらかの費用が不明です</translation>
    </message>
    <message>
        <source>%1; shaded: P10 to P90 of when it has paid</source>
        <translation>%1、帯：回収時期の P10 から P90</translation>
    </message>
    <message>
        <source>From %1 to %2</source>
        <translation>%1 から %2 へ</translation>
    </message>
</context>
<context>
    <name>deepwallet::gui::FieldEditor</name>
    <message>
        <source>Reset %1 to its preset</source>
        <translation>%1 をプリセットに戻す</translation>
    </message>
    <message>
        <source>this input changed nothing</source>
        <translation>この入力は結果を変えません</translation>
    </message>
    <message>
        <source>preset: %1</source>
        <translation>プリセット: %1</translation>
    </message>
</context>
<context>
    <name>deepwallet::gui::FormPane</name>
    <message>
        <source>Find a field (Ctrl+F)</source>
        <translation>項目を検索 (Ctrl+F)</translation>
    </message>
    <message>
        <source>Find a field</source>
        <translation>項目を検索</translation>
    </message>
    <message>
        <source>Changed from preset only</source>
        <translation>プリセットから変えた項目のみ</translation>
    </message>
    <message>
        <source>general</source>
        <translation>全般</translation>
    </message>
</context>
<context>
    <name>deepwallet::gui::HardwarePage</name>
    <message>
        <source>Network</source>
        <translation>ネットワーク</translation>
    </message>
    <message>
        <source>The database has %1: %2</source>
        <translation>データベースの値は %1：%2</translation>
    </message>
    <message>
        <source>Accelerators</source>
        <translation>アクセラレータ</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>サーバ</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>ネットワーク</translation>
    </message>
    <message>
        <source>Software stacks</source>
        <translation>ソフトウェアスタック</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>サイト</translation>
    </message>
    <message>
        <source>Cooling</source>
        <translation>冷却</translation>
    </message>
    <message>
        <source>Cloud offers</source>
        <translation>クラウドプラン</translation>
    </message>
    <message>
        <source>Campaigns</source>
        <translation>障害・チェックポイント</translation>
    </message>
    <message>
        <source>Ownership</source>
        <translation>所有条件</translation>
    </message>
    <message>
        <source>Equivalents</source>
        <translation>CO2 換算</translation>
    </message>
    <message>
        <source>Scaling laws</source>
        <translation>スケーリング則</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Hardware</source>
        <translation>ハードウェア</translation>
    </message>
    <message>
        <source>Find an entry</source>
        <translation>エントリを検索</translation>
    </message>
    <message>
        <source>Entries of the database</source>
        <translation>データベースのエントリ</translation>
    </message>
    <message>
        <source>&amp;Use in this scenario</source>
        <translation>このシナリオで使う(&amp;U)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>値</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>範囲</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>出典</translation>
    </message>
    <message>
        <source>As of</source>
        <translation>時点</translation>
    </message>
    <message>
        <source>Values of the entry</source>
        <translation>エントリの値</translation>
    </message>
    <message>
        <source>Compare accelerators by</source>
        <translation>アクセラレータの比較項目</translation>
    </message>
    <message>
        <source>Peak bf16</source>
        <translation>bf16 ピーク</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>メモリ</translation>
    </message>
    <message>
        <source>Memory bandwidth</source>
        <translation>メモリ帯域</translation>
    </message>
    <message>
        <source>Accelerators by</source>
        <translation>比較項目</translation>
    </message>
    <message>
        <source>assumption: </source>
        <translation>仮定：</translation>
    </message>
    <message>
        <source>Used in this scenario</source>
        <translation>このシナリオで使用中</translation>
    </message>
    <message>
        <source>&amp;Compare in this scenario</source>
        <translation>このシナリオで比較(&amp;C)</translation>
    </message>
    <message>
        <source>Accelerators compared</source>
        <translation>アクセラレータの比較</translation>
    </message>
    <message>
        <source>%1: %2 switches, %3 cables</source>
        <translation>%1：スイッチ %2、ケーブル %3</translation>
    </message>
    <message>
        <source>&amp;Copy to edit</source>
        <translation>コピーして編集(&amp;C)</translation>
    </message>
    <message>
        <source>Writes the values of this entry into the scenario, where each can be changed</source>
        <translation>このエントリの値をシナリオに書き込み、個別に変更できるようにします</translation>
    </message>
    <message>
        <source>Copied: edit it in the form</source>
        <translation>コピー済み：フォームで編集します</translation>
    </message>
    <message>
        <source>this scenario</source>
        <translation>このシナリオ</translation>
    </message>
</context>
<context>
    <name>deepwallet::gui::HeatView</name>
    <message>
        <source>Heat map</source>
        <translation>ヒートマップ</translation>
    </message>
    <message>
        <source>%1 over %2 and %3</source>
        <translation>%2 と %3 に対する %1</translation>
    </message>
    <message>
        <source>Two axes and a number make a map.</source>
        <translation>2つの軸と1つの数値でヒートマップになります。</translation>
    </message>
</context>
<context>
    <name>deepwallet::gui::MainWindow</name>
    <message>
        <source>Copied: %1 (%2)</source>
        <translation>コピーしました：%1（%2）</translation>
    </message>
    <message>
        <source>Next pa&amp;ne</source>
        <translation>次の領域(&amp;N)</translation>
    </message>
    <message>
        <source>Beware: %1</source>
        <translation>注意：%1</translation>
    </message>
    <message>
        <source>Scenarios (*.toml);;All files (*)</source>
        <translation>シナリオ (*.toml);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Open scenarios</source>
        <translation>シナリオを開く</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>ページ</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>シナリオ</translation>
    </message>
    <message>
        <source>State of the scenario</source>
        <translation>シナリオの状態</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>最新の結果です</translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s)</source>
        <translation>
            <numerusform>エラー %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>開く(&amp;O)…</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近使ったファイル(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>複製(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>名前を付けて保存(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>閉じる(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>終了(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>編集(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>元に戻す(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>やり直し(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Find a field</source>
        <translation>項目を検索(&amp;F)</translation>
    </message>
    <message>
        <source>Copy page as &amp;CSV</source>
        <translation>ページを CSV でコピー(&amp;C)</translation>
    </message>
    <message>
        <source>Copy command &amp;line</source>
        <translation>コマンドラインをコピー(&amp;L)</translation>
    </message>
    <message>
        <source>Save &amp;picture of page…</source>
        <translation>ページの画像を保存(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>表示(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Form</source>
        <translation>入力フォーム(&amp;F)</translation>
    </message>
    <message>
        <source>This file cannot be opened</source>
        <translation>このファイルを開けません</translation>
    </message>
    <message>
        <source>This file cannot be saved</source>
        <translation>このファイルを保存できません</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>保存しました</translation>
    </message>
    <message>
        <source>Save scenario</source>
        <translation>シナリオを保存</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>画像を保存</translation>
    </message>
    <message>
        <source>This picture cannot be saved</source>
        <translation>この画像を保存できません</translation>
    </message>
    <message>
        <source>Save changes?</source>
        <translation>変更を保存しますか？</translation>
    </message>
    <message>
        <source>%1 has changes that are not saved.</source>
        <translation>%1 には保存されていない変更があります。</translation>
    </message>
    <message>
        <source>The file of %1 is gone. Closing it drops what is nowhere else.</source>
        <translation>%1 のファイルがなくなりました。閉じると、ほかのどこにもない内容が失われます。</translation>
    </message>
    <message>
        <source>&amp;Export report…</source>
        <translation>レポートを書き出す(&amp;E)…</translation>
    </message>
    <message>
        <source>Export report</source>
        <translation>レポートを書き出す</translation>
    </message>
    <message>
        <source>report.pdf</source>
        <translation>report.pdf</translation>
    </message>
    <message>
        <source>Sheets to print (*.pdf);;One page for a browser (*.html)</source>
        <translation>印刷用 (*.pdf);;ブラウザ用、英語 (*.html)</translation>
    </message>
    <message>
        <source>This report cannot be written</source>
        <translation>このレポートを書き出せません</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>書き出しました：%1</translation>
    </message>
    <message>
        <source>without a name</source>
        <translation>名前なし</translation>
    </message>
    <message>
        <source>Unsaved work</source>
        <translation>保存されていない作業</translation>
    </message>
    <message>
        <source>Deepwallet ended without being closed. Unsaved work was kept: %1.</source>
        <translation>Deepwallet は正常に終了しませんでした。保存されていない作業が残っています：%1。</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Discard it</source>
        <translation>破棄</translation>
    </message>
    <message>
        <source>Ask again next time</source>
        <translation>次回もう一度尋ねる</translation>
    </message>
    <message>
        <source>&amp;Reload</source>
        <translation>読み直す(&amp;R)</translation>
    </message>
    <message>
        <source>Takes what the file has now; undo comes back to what you typed</source>
        <translation>ファイルの現在の内容を読み込みます。「元に戻す」で入力した内容に戻れます</translation>
    </message>
    <message>
        <source>%1 was changed by another program, and has changes of yours that are not saved.</source>
        <translation>%1 は別のプログラムによって変更されました。このウィンドウにも保存していない変更があります。</translation>
    </message>
    <message>
        <source>The file of %1 is gone: what you see is nowhere else. Saving writes it again.</source>
        <translation>%1 のファイルがなくなりました。表示中の内容はほかのどこにもありません。保存するとファイルを書き直します。</translation>
    </message>
    <message>
        <source>This page has nothing to copy</source>
        <translation>このページにはコピーするものがありません</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>コピーしました</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>コピーしました：%1</translation>
    </message>
    <message>
        <source>Copied, but it gives these numbers only when this is saved: %1</source>
        <translation>コピーしましたが、表示中の数値になるのは次を保存した後です：%1</translation>
    </message>
    <message>
        <source>&amp;Next scenario</source>
        <translation>次のシナリオ(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous scenario</source>
        <translation>前のシナリオ(&amp;P)</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>まだありません</translation>
    </message>
    <message>
        <source>Changed on disk</source>
        <translation>ディスク上で変更されています</translation>
    </message>
    <message>
        <source>%1 was changed by another program since it was read.</source>
        <translation>%1 は読み込んだ後に別のプログラムによって変更されました。</translation>
    </message>
    <message>
        <source>&amp;Overwrite</source>
        <translation>上書き(&amp;O)</translation>
    </message>
    <message>
        <source>%1 is open in another tab. Close that one first, or take another name.</source>
        <translation>%1 は別のタブで開いています。先にそのタブを閉じるか、別の名前にしてください。</translation>
    </message>
    <message>
        <source>%1 had changed on disk, and was read again</source>
        <translation>%1 はディスク上で変わっていたため、読み直しました</translation>
    </message>
    <message>
        <source>%1 stands in the scenario now, with its sources: edit it in the form</source>
        <translation>%1 を出典ごとシナリオに写しました。フォームで編集します</translation>
    </message>
</context>
<context>
    <name>deepwallet::gui::OverviewPage</name>
    <message>
        <source>Dollars are of owning, %1 in all, which is not the cheapest way.</source>
        <translation>金額は所有した場合のもので、全体で %1。最安の方法ではありません。</translation>
    </message>
    <message>
        <source>%1 of its inputs assumed, as nobody published them: %2</source>
        <translation>公表されていないため仮定した入力は %1 個：%2</translation>
    </message>
    <message>
        <source>Beside its range, as inputs are given at one end of their own: %1</source>
        <translation>入力がその範囲の端にあるため、自分の範囲の外にあるもの：%1</translation>
    </message>
    <message>
        <source>prices are of %1 to %2, the oldest that of %3</source>
        <translation>価格は %1 から %2 のもので、最も古いのは %3</translation>
    </message>
    <message>
        <source>Left out: %1</source>
        <translation>含まれないもの：%1</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>他 %1 件</translation>
    </message>
    <message>
        <source>A million tokens</source>
        <translation>100万トークン</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>最初のトークン</translation>
    </message>
    <message>
        <source>Each token after it</source>
        <translation>以後の各トークン</translation>
    </message>
    <message>
        <source>Speed of a replica</source>
        <translation>レプリカの速度</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>サーバ台数</translation>
    </message>
    <message>
        <source>No one or two changes of the plan make it fit.</source>
        <translation>計画を一つか二つ変えても収まりません。</translation>
    </message>
    <message>
        <source>It would fit with %1: %2 GiB, %3 an iteration</source>
        <translation>%1 にすれば収まります：%2 GiB、1イテレーション %3</translation>
    </message>
    <message>
        <source>It cannot be served like that: no request fits.</source>
        <translation>この条件では推論できません。要求が 1 件も収まりません。</translation>
    </message>
    <message>
        <source>Served: %1, %2 and %3; the first token after %4.</source>
        <translation>推論：%1、%2、%3。最初のトークンまで %4。</translation>
    </message>
    <message>
        <source>Nothing is trained: the model is used as it is.</source>
        <translation>学習はしません。モデルをそのまま使います。</translation>
    </message>
    <message>
        <source>%1: %2, %3 and %4</source>
        <translation>%1（%2、%3、%4）</translation>
    </message>
    <message>
        <source>Communication takes %1; idleness takes %2.</source>
        <translation>通信に %1、遊休に %2 かかります。</translation>
    </message>
    <message>
        <source>Communication: tensor, context, expert, pipeline and data parallel, as far as nothing hides it. Idleness: the bubble, waiting for the host, checkpoints, failures and the start. What the software adds and work that is done twice are neither.</source>
        <translation>通信：テンソル、コンテキスト、エキスパート、パイプライン、データ並列のうち、隠れない分。遊休：バブル、ホスト待ち、チェックポイント、障害、起動。ソフトウェアの上乗せとやり直しの計算はどちらにも含みません。</translation>
    </message>
    <message>
        <source>Below: P10 to P90 of %1 draws of its inputs</source>
        <translation>下段：入力を %1 回抽出したときの P10 から P90</translation>
    </message>
    <message>
        <source>%1 lies below its range, and others may lie beside theirs, as inputs are given at one end of their own: %2</source>
        <translation>%1 は範囲を下回っています。入力が自分の範囲の端にあるためで、ほかの値も範囲から外れることがあります：%2</translation>
    </message>
    <message>
        <source>%1 lies above its range, and others may lie beside theirs, as inputs are given at one end of their own: %2</source>
        <translation>%1 は範囲を上回っています。入力が自分の範囲の端にあるためで、ほかの値も範囲から外れることがあります：%2</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概要</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>エラー</translation>
    </message>
    <message>
        <source>Where the time goes</source>
        <translation>時間の内訳</translation>
    </message>
    <message>
        <source>Memory of the fullest stage</source>
        <translation>最大ステージのメモリ</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>学習時間</translation>
    </message>
    <message>
        <source>This run&apos;s bill</source>
        <translation>この学習ランの費用</translation>
    </message>
    <message>
        <source>To buy it all</source>
        <translation>一式の購入費</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>電力</translation>
    </message>
    <message>
        <source>Cooling</source>
        <translation>冷却</translation>
    </message>
    <message>
        <source>Carbon, CO2e</source>
        <translation>炭素排出 (CO2e)</translation>
    </message>
    <message>
        <source>Model FLOPs utilization</source>
        <translation>モデル FLOPs 利用率</translation>
    </message>
    <message>
        <source>Memory of a GPU</source>
        <translation>GPU 1個のメモリ</translation>
    </message>
    <message>
        <source>line %1: </source>
        <translation>%1 行目：</translation>
    </message>
    <message>
        <source>Click: how it came about</source>
        <translation>クリックで算出根拠を表示</translation>
    </message>
    <message>
        <source>An iteration takes %1. The largest part, %2 %, goes to %3; stage %4 sets the pace.</source>
        <translation>1イテレーションは %1。最大の内訳は%3で %2 %、律速はステージ %4 です。</translation>
    </message>
    <message>
        <source>free</source>
        <translation>空き</translation>
    </message>
    <message>
        <source>Memory of stage %1, the fullest: %2 of %3 GiB</source>
        <translation>最大のステージ %1 のメモリ：%3 GiB 中 %2 GiB</translation>
    </message>
    <message>
        <source>Memory of stage %1 does not suffice: %2 of %3 GiB</source>
        <translation>ステージ %1 のメモリが足りません：%3 GiB に対し %2 GiB</translation>
    </message>
    <message>
        <source>How it came about: %1</source>
        <translation>算出根拠：%1</translation>
    </message>
    <message>
        <source>Before the fault: %1</source>
        <translation>エラーになる前の値: %1</translation>
    </message>
    <message>
        <source>before the fault</source>
        <translation>エラーになる前の値</translation>
    </message>
    <message>
        <source>give training.tokens</source>
        <translation>training.tokens を指定</translation>
    </message>
</context>
<context>
    <name>deepwallet::gui::Page</name>
    <message>
        <source>Help</source>
        <translation>ヘルプ</translation>
    </message>
    <message>
        <source>Deepwallet %1</source>
        <translation>Deepwallet %1</translation>
    </message>
    <message>
        <source>The manual is %1; every page has the command that prints the same in Edit, Copy command line.</source>
        <translation>マニュアルは %1 です。各ページと同じ内容を出力するコマンドは「編集」の「コマンドラインをコピー」で得られます。</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>外観(&amp;A)</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>システムに合わせる(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>ライト(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>ダーク(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>ヘルプ(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Manual, shortcuts and version</source>
        <translation>マニュアル・ショートカット・バージョン(&amp;M)</translation>
    </message>
    <message>
        <source>Results of %1</source>
        <translation>%1 の結果</translation>
    </message>
    <message>
        <source>Results of %1 before its last edits</source>
        <translation>最後の編集より前の %1 の結果</translation>
    </message>
</context>
<context>
    <name>deepwallet::gui::ParallelView</name>
    <message>
        <source>Parallel coordinates</source>
        <translation>平行座標</translation>
    </message>
    <message>
        <source>Nothing varies yet.</source>
        <translation>変化する入力がまだありません。</translation>
    </message>
    <message>
        <source>Drag along an axis: keep what goes through. Click: let go. Double click, Escape: let go of all.</source>
        <translation>軸に沿ってドラッグ：通る線だけを残す&#x3000;クリック：解除&#x3000;ダブルクリック、Esc：すべて解除</translation>
    </message>
    <message>
        <source>%1 (%2), from %3 to %4</source>
        <translation>%1 (%2)、%3 から %4</translation>
    </message>
</context>
<context>
    <name>deepwallet::gui::PowerPage</name>
    <message>
        <source>Serving draws %1 in the facility: %2 and %3.</source>
        <translation>推論は施設の %1 を使います：%2、%3。</translation>
    </message>
    <message>
        <source>CO2e of it</source>
        <translation>うち電力の CO2e</translation>
    </message>
    <message>
        <source>%1 passengers flying from New York to San Francisco</source>
        <translation>ニューヨークからサンフランシスコへの乗客 %1 人</translation>
    </message>
    <message>
        <source>%1 cars driven for a year</source>
        <translation>1年間走る乗用車 %1 台</translation>
    </message>
    <message>
        <source>%1 households for a year</source>
        <translation>1年間の %1 世帯</translation>
    </message>
    <message>
        <source>what %1 trees take up in a year</source>
        <translation>樹木 %1 本の1年の吸収量</translation>
    </message>
    <message>
        <source>, %1 to %2</source>
        <translation>、%1 ～ %2</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>電力</translation>
    </message>
    <message>
        <source>Power from the accelerators to the facility</source>
        <translation>アクセラレータから施設までの電力</translation>
    </message>
    <message>
        <source>Facility</source>
        <translation>施設</translation>
    </message>
    <message>
        <source>Cooling</source>
        <translation>冷却</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>電力量</translation>
    </message>
    <message>
        <source>Water on site</source>
        <translation>敷地内の水</translation>
    </message>
    <message>
        <source>Carbon, CO2e</source>
        <translation>炭素排出 (CO2e)</translation>
    </message>
    <message>
        <source>PUE</source>
        <translation>PUE</translation>
    </message>
    <message>
        <source>The same run at every site</source>
        <translation>各サイトでの同じ学習ラン</translation>
    </message>
    <message>
        <source>Double click: move the scenario there</source>
        <translation>ダブルクリックでシナリオをそのサイトに移す</translation>
    </message>
    <message>
        <source>Compare sites by</source>
        <translation>サイトの比較項目</translation>
    </message>
    <message>
        <source>Carbon, operational and embodied</source>
        <translation>炭素排出、運用時と製造時</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>割合</translation>
    </message>
    <message>
        <source>CO2e</source>
        <translation>CO2e</translation>
    </message>
    <message>
        <source>facility</source>
        <translation>施設</translation>
    </message>
    <message>
        <source>Of %1 that the facility draws on average, %2 % reach the accelerators; IT takes %3, and %4 by its name plates.</source>
        <translation>施設の平均電力 %1 のうち、アクセラレータに届くのは %2 %。IT は %3、定格では %4 です。</translation>
    </message>
    <message>
        <source>&lt;b&gt;Carbon.&lt;/b&gt; %1: %2 from electricity, %3 from making the machine.</source>
        <translation>&lt;b&gt;炭素&lt;/b&gt;&#x3000;%1：電力による %2、機械の製造による %3。</translation>
    </message>
    <message>
        <source>Basis: %1.</source>
        <translation>基準：%1。</translation>
    </message>
    <message>
        <source>That is as much as</source>
        <translation>これは次に相当します</translation>
    </message>
    <message>
        <source>&lt;b&gt;Cooling.&lt;/b&gt; %1 of heat, as much as %2 tons of refrigeration carry away; %3 by the name plates.</source>
        <translation>&lt;b&gt;冷却&lt;/b&gt;&#x3000;発熱 %1、%2 冷凍トンに相当（定格では %3）。</translation>
    </message>
    <message>
        <source>No chiller is needed for %1 % of it; PUE is %2 on the design day.</source>
        <translation>そのうち %1 % は冷凍機が不要、設計日の PUE は %2。</translation>
    </message>
    <message>
        <source>&lt;b&gt;Water.&lt;/b&gt; %1 on site and %2 in power plants.</source>
        <translation>&lt;b&gt;水&lt;/b&gt;&#x3000;敷地内 %1、発電所 %2。</translation>
    </message>
    <message>
        <source>The same run at each of %1 sites, as the database has them.</source>
        <translation>データベースの %1 サイトそれぞれでの同じ学習ラン。</translation>
    </message>
    <message>
        <source>Left out for want of weather or for a contradiction: %1.</source>
        <translation>気象データの不足または矛盾により除外：%1。</translation>
    </message>
    <message>
        <source>Sites and limits</source>
        <translation>サイトと電力制限</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>サイト</translation>
    </message>
    <message>
        <source>Sites as bars</source>
        <translation>サイト（棒グラフ）</translation>
    </message>
    <message>
        <source>Power limits</source>
        <translation>電力制限</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>サイト</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>系統</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>単価</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>運用時</translation>
    </message>
    <message>
        <source>Carbon</source>
        <translation>炭素</translation>
    </message>
    <message>
        <source>Water</source>
        <translation>水</translation>
    </message>
    <message>
        <source>Off site</source>
        <translation>敷地外</translation>
    </message>
    <message>
        <source>Bill</source>
        <translation>費用</translation>
    </message>
    <message>
        <source>The same run under power limits</source>
        <translation>電力制限下の同じ学習ラン</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>制限</translation>
    </message>
    <message>
        <source>Iteration</source>
        <translation>イテレーション</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>Bill of owning</source>
        <translation>所有費用</translation>
    </message>
    <message>
        <source>No curve of power limits is known for this accelerator.</source>
        <translation>このアクセラレータの電力制限曲線は知られていません。</translation>
    </message>
    <message>
        <source>The same run with each accelerator held below a power limit. Slowing only work that nothing waits for would save %1 of IT energy at equal time.</source>
        <translation>各アクセラレータの電力を制限した同じ学習ラン。待たれていない処理だけを遅くすれば、時間を変えずに IT 電力量の %1 を節約できます。</translation>
    </message>
    <message>
        <source>Curve: %1.</source>
        <translation>曲線の出典：%1。</translation>
    </message>
    <message>
        <source>Electricity</source>
        <translation>電気代</translation>
    </message>
    <message>
        <source>Carbon, cooling and water in words</source>
        <translation>炭素、冷却、水の説明</translation>
    </message>
    <message>
        <source>No run draws power here: nothing is trained, or there are no training.tokens.</source>
        <translation>ここでは電力を使う学習ランがありません。学習しないか、training.tokens がありません。</translation>
    </message>
    <message>
        <source>What the scenario gives of its own site stays out: %1.</source>
        <translation>シナリオで指定した自分のサイトの値は使いません：%1。</translation>
    </message>
</context>
<context>
    <name>deepwallet::gui::ResultView</name>
    <message>
        <source>Chart</source>
        <translation>グラフ</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>ヒートマップ</translation>
    </message>
    <message>
        <source>Parallel axes</source>
        <translation>平行座標</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Double click: open the scenario of this row</source>
        <translation>ダブルクリックでこの行のシナリオを開く</translation>
    </message>
    <message>
        <source>Across</source>
        <translation>横軸</translation>
    </message>
    <message>
        <source>Upwards</source>
        <translation>縦軸</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>色</translation>
    </message>
    <message>
        <source>Pareto &amp;front</source>
        <translation>パレートフロント(&amp;F)</translation>
    </message>
    <message>
        <source>Rows that no other row beats in one without losing in the other</source>
        <translation>一方で勝って他方で負けない行がほかにない行</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数値</translation>
    </message>
    <message>
        <source>Only these in the &amp;table</source>
        <translation>表もこれだけにする(&amp;T)</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 行</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>, colour: %1</source>
        <translation>、色：%1</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%2 行中 %1 行</translation>
    </message>
    <message>
        <source>%1, the best over all other axes</source>
        <translation>%1（他の軸にわたる最良値）</translation>
    </message>
    <message>
        <source>The same in all rows: %1</source>
        <translation>すべての行で同じ: %1</translation>
    </message>
    <message>
        <source>Open the scenario of this row</source>
        <translation>この行のシナリオを開く</translation>
    </message>
</context>
<context>
    <name>deepwallet::gui::ScheduleView</name>
    <message>
        <source>forward</source>
        <translation>順伝播</translation>
    </message>
    <message>
        <source>backward</source>
        <translation>逆伝播</translation>
    </message>
    <message>
        <source>weight gradient</source>
        <translation>重み勾配</translation>
    </message>
    <message>
        <source>pipeline communication</source>
        <translation>パイプライン通信</translation>
    </message>
    <message>
        <source>data parallel communication</source>
        <translation>データ並列通信</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>オプティマイザ</translation>
    </message>
    <message>
        <source>other</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>Schedule of the pipeline</source>
        <translation>パイプラインのスケジュール</translation>
    </message>
    <message>
        <source>%1 stages, %2</source>
        <translation>%1 ステージ、%2</translation>
    </message>
    <message>
        <source>stage %1</source>
        <translation>ステージ %1</translation>
    </message>
    <message>
        <source>%1 of micro-batch %2</source>
        <translation>マイクロバッチ %2 の%1</translation>
    </message>
    <message>
        <source>%1
stage %2
starts at %3
takes %4</source>
        <translation>%1
ステージ %2
開始 %3
所要 %4</translation>
    </message>
    <message>
        <source>time, %1</source>
        <translation>時間 [%1]</translation>
    </message>
</context>
<context>
    <name>deepwallet::gui::SearchPage</name>
    <message>
        <source>%1 is at %2 % of its bound.</source>
        <translation>%1 は上限の %2 % です。</translation>
    </message>
    <message>
        <source>%1 is %2; no plan with %3 fits and meets the conditions.</source>
        <translation>%1 は %2 です。%3 では、メモリに収まり条件を満たす計画がありません。</translation>
    </message>
    <message>
        <source>%1 is %2; the best with %3 is %4 % off it in %5.</source>
        <translation>%1 は %2 です。%3 の最良の計画との %5 の差は %4 % です。</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>探索</translation>
    </message>
    <message>
        <source>&amp;Open this plan</source>
        <translation>この計画を開く(&amp;O)</translation>
    </message>
    <message>
        <source>The selected plan as a scenario of its own</source>
        <translation>選択した計画を新しいシナリオとして開きます</translation>
    </message>
    <message>
        <source>What is wanted least</source>
        <translation>最小にする値</translation>
    </message>
    <message>
        <source>A number, or a formula over numbers, of which the least is best: time, cost, run.days + 2e-6 * cost.total_usd, -iteration.mfu</source>
        <translation>最小を最良とする数値、または数値の式：time、cost、run.days + 2e-6 * cost.total_usd、-iteration.mfu</translation>
    </message>
    <message>
        <source>run.days &lt;= 30</source>
        <translation>run.days &lt;= 30</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Add &amp;condition</source>
        <translation>条件を追加(&amp;C)</translation>
    </message>
    <message>
        <source>How many of the best</source>
        <translation>上位の件数</translation>
    </message>
    <message>
        <source>The least</source>
        <translation>最小化</translation>
    </message>
    <message>
        <source>best</source>
        <translation>上位</translation>
    </message>
    <message>
        <source>where</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Field that is free</source>
        <translation>自由にする項目</translation>
    </message>
    <message>
        <source>values, for example 280, 350, 420</source>
        <translation>値（例：280, 350, 420）</translation>
    </message>
    <message>
        <source>Values of the free field</source>
        <translation>自由にする項目の値</translation>
    </message>
    <message>
        <source>&amp;Free a field</source>
        <translation>項目を自由にする(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>削除(&amp;R)</translation>
    </message>
    <message>
        <source>Conditions and free fields</source>
        <translation>条件と自由な項目</translation>
    </message>
    <message>
        <source>Every way to split tensors, stages, sequences, experts and batches, each schedule, recomputation, ZeRO stage and offload, and what is free above</source>
        <translation>テンソル・ステージ・系列・エキスパート・バッチのあらゆる分割、各スケジュール、再計算、ZeRO ステージ、オフロードと、上で自由にした項目を探索します</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進捗</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>探索(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>一時停止(&amp;P)</translation>
    </message>
    <message>
        <source>What is found is kept; Search goes on with the rest</source>
        <translation>見つかった分は残り、［探索］で続きから再開します</translation>
    </message>
    <message>
        <source>where %1</source>
        <translation>条件 %1</translation>
    </message>
    <message>
        <source>Counting plans…</source>
        <translation>計画を数えています…</translation>
    </message>
    <message>
        <source>%1 plans to look at</source>
        <translation>探索する計画 %1 件</translation>
    </message>
    <message>
        <source>own plan, %1</source>
        <translation>現在の計画、%1</translation>
    </message>
    <message>
        <source>Go &amp;on</source>
        <translation>再開(&amp;O)</translation>
    </message>
    <message>
        <source>%1 plans in %2: %3 evaluated, %4 too large for memory, %5 behind a bound.</source>
        <translation>%2 で計画 %1 件：評価 %3 件、メモリ不足 %4 件、限界値による除外 %5 件。</translation>
    </message>
    <message>
        <source>None of them fits and meets the conditions.</source>
        <translation>メモリに収まり条件を満たす計画はありません。</translation>
    </message>
    <message>
        <source>Your own plan is none of those that fit and meet the conditions.</source>
        <translation>現在の計画はメモリに収まらないか、条件を満たしません。</translation>
    </message>
    <message>
        <source>Paused: plans that were not looked at may be better.</source>
        <translation>一時停止中：未探索の計画のほうが良い可能性があります。</translation>
    </message>
    <message>
        <source>Your own plan is number %1: of the %2 that fit and meet the conditions, %3 are better, and of those behind a bound none is. The best is %4 % above it in %5.</source>
        <translation>現在の計画は %1 位です。メモリに収まり条件を満たす %2 件のうち %3 件がより良く、限界値で除外したものにより良いものはありません。最良の計画は %5 が %4 % 大きくなります。</translation>
    </message>
    <message>
        <source>Your own plan is number %1: of the %2 that fit and meet the conditions, %3 are better, and of those behind a bound none is. The best is %4 % below it in %5.</source>
        <translation>現在の計画は %1 位です。メモリに収まり条件を満たす %2 件のうち %3 件がより良く、限界値で除外したものにより良いものはありません。最良の計画は %5 が %4 % 小さくなります。</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答え</translation>
    </message>
    <message>
        <source>This file asks what a budget buys: %1, %2.</source>
        <translation>このファイルは予算で何が得られるかを尋ねています: %1、%2。</translation>
    </message>
    <message>
        <source>This file asks for the least GPUs, dollars and power that reach %1: one answer each.</source>
        <translation>このファイルは %1 を満たす最少の GPU 数、最小の費用、最小の電力を尋ねています。答えはそれぞれ 1 つです。</translation>
    </message>
    <message>
        <source>Several searches answer this, one after the other.</source>
        <translation>いくつかの探索を順に行って答えます。</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>中止(&amp;N)</translation>
    </message>
    <message>
        <source>The best of what was looked at by then is shown</source>
        <translation>それまでに調べた中で最良のものを表示します</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>見つかったもの</translation>
    </message>
</context>
<context>
    <name>deepwallet::gui::SourcePage</name>
    <message>
        <source>Text</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>Text of the scenario</source>
        <translation>シナリオのテキスト</translation>
    </message>
</context>
<context>
    <name>deepwallet::gui::StartPage</name>
    <message>
        <source>What does a model of 530 billion parameters take?</source>
        <translation>5300 億パラメータのモデルには何が必要か？</translation>
    </message>
    <message>
        <source>MT-NLG on 280 DGX A100: days, dollars, megawatts, tonnes of CO2e</source>
        <translation>DGX A100 280 台での MT-NLG：日数、費用、電力、CO2e</translation>
    </message>
    <message>
        <source>Buy the servers, or rent them?</source>
        <translation>サーバは買うか、借りるか？</translation>
    </message>
    <message>
        <source>Owning against each cloud offer over the years, and who wins when</source>
        <translation>所有と各クラウドプランを年ごとに比べ、いつどちらが得かを見ます</translation>
    </message>
    <message>
        <source>What do 2,240 GPUs do all day?</source>
        <translation>2,240 個の GPU は一日中何をしているか？</translation>
    </message>
    <message>
        <source>One iteration on a time line: 35 stages, 240 micro-batches, every bubble</source>
        <translation>1イテレーションのタイムライン：35 ステージ、240 マイクロバッチ、すべてのバブル</translation>
    </message>
    <message>
        <source>How sure is that, and what decides it?</source>
        <translation>どのくらい確かで、何が決め手か？</translation>
    </message>
    <message>
        <source>Every input that may be off, and what it moves</source>
        <translation>ずれうるすべての入力と、その影響</translation>
    </message>
    <message>
        <source>Which generation of GPUs makes the cheapest token?</source>
        <translation>どの世代の GPU がトークン当たり最も安いか？</translation>
    </message>
    <message>
        <source>A sweep over servers, ready to run and to change</source>
        <translation>サーバについてのスイープ。すぐに実行でき、変更もできます</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Deep learning, or deep wallet?</source>
        <translation>Deep learning か、deep wallet か？</translation>
    </message>
    <message>
        <source>What training a large model takes in time, money, power, cooling and carbon, before anyone spends it. Six questions to begin with; every answer can be changed field by field on the left.</source>
        <translation>大規模モデルの学習に要する時間、費用、電力、冷却、炭素排出を、使う前に見積もります。まずは6つの質問から。どの答えも左の項目を1つずつ変えて確かめられます。</translation>
    </message>
    <message>
        <source>Open a scenario of your own</source>
        <translation>自分のシナリオを開く</translation>
    </message>
    <message>
        <source>A TOML file; dropping it on the window does the same</source>
        <translation>TOML ファイル。ウィンドウにドロップしても開けます</translation>
    </message>
    <message>
        <source>Is bigger the only answer?</source>
        <translation>大きいことだけが答えか？</translation>
    </message>
    <message>
        <source>From a model that is used as it is, over tuning and distilling one, to a hundred trillion parameters</source>
        <translation>既存モデルをそのまま使うことから、微調整や蒸留、100 兆パラメータまで</translation>
    </message>
</context>
<context>
    <name>deepwallet::gui::SweepPage</name>
    <message>
        <source>add an axis first</source>
        <translation>先に軸を追加してください</translation>
    </message>
    <message>
        <source>%1 cannot be opened, or is cut off: %2</source>
        <translation>%1 は開けないか、途中で切れています：%2</translation>
    </message>
    <message>
        <source>%1 follows: %2</source>
        <translation>%1 は次の式から決まります：%2</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>スイープ</translation>
    </message>
    <message>
        <source>Stopping: what is done is kept</source>
        <translation>停止しています。終わった分は残ります</translation>
    </message>
    <message>
        <source>%1 of %2 points</source>
        <translation>%2 点中 %1 点</translation>
    </message>
    <message>
        <source>Field of the new axis</source>
        <translation>新しい軸の項目</translation>
    </message>
    <message>
        <source>values, for example 280, 350, 420</source>
        <translation>値（例：280, 350, 420）</translation>
    </message>
    <message>
        <source>Values of the new axis</source>
        <translation>新しい軸の値</translation>
    </message>
    <message>
        <source>Add axis</source>
        <translation>軸を追加</translation>
    </message>
    <message>
        <source>Axes</source>
        <translation>軸</translation>
    </message>
    <message>
        <source>Remove axis</source>
        <translation>軸を削除</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>実行</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>What is done is kept; Run goes on with the rest</source>
        <translation>済んだ分は残り、［実行］で続きから再開します</translation>
    </message>
    <message>
        <source>Open results…</source>
        <translation>結果を開く…</translation>
    </message>
    <message>
        <source>Open results</source>
        <translation>結果を開く</translation>
    </message>
    <message>
        <source>Results of a sweep (*.db);;All files (*)</source>
        <translation>スイープの結果 (*.db);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>%1: drawn %2 times</source>
        <translation>%1：%2 回抽出</translation>
    </message>
    <message>
        <source>Add an axis: a field and the values that it takes.</source>
        <translation>軸（項目とその値）を追加してください。</translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation>%1 点</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>No point fits in memory: none of these can be carried out.</source>
        <translation>メモリに収まる点がありません。どれも実行できません。</translation>
    </message>
    <message>
        <source>%1 of %2 points do not fit in memory and are left out, but for the CSV.</source>
        <translation>%2 点中 %1 点はメモリに収まらないため除いてあります（CSV には含まれます）。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Ends the run; what is done is shown and kept</source>
        <translation>実行を終了します。終わった分は表示され、保存されます</translation>
    </message>
    <message>
        <source>A sweep is running: pause or cancel it before you open other results.</source>
        <translation>スイープの実行中です。別の結果を開く前に、一時停止するか中止してください。</translation>
    </message>
    <message>
        <source>%1 is an axis already: remove that first.</source>
        <translation>%1 はすでに軸です。先に削除します。</translation>
    </message>
</context>
<context>
    <name>deepwallet::gui::TimelinePage</name>
    <message>
        <source>Timeline</source>
        <translation>タイムライン</translation>
    </message>
    <message>
        <source>Time of all stages by kind</source>
        <translation>全ステージの種類別の時間</translation>
    </message>
    <message>
        <source>Wheel, W and S: zoom. Drag, A and D: move. Shift and drag, or M twice: measure. Double click, Home: all.</source>
        <translation>ホイール、W / S：拡大・縮小&#x3000;ドラッグ、A / D：移動&#x3000;Shift + ドラッグ、または M を 2 回：計測&#x3000;ダブルクリック、Home：全体</translation>
    </message>
    <message>
        <source>Critical &amp;path</source>
        <translation>クリティカルパス(&amp;P)</translation>
    </message>
    <message>
        <source>The chain of work and waits that ends last: no part of it can be shortened without shortening the iteration.</source>
        <translation>最後に終わる作業と待ちの連鎖。そのどこかを短縮すればイテレーションも短くなります。</translation>
    </message>
    <message>
        <source>Show &amp;all</source>
        <translation>全体を表示(&amp;A)</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Trace for Perfetto (JSON)…</source>
        <translation>Perfetto 用トレース (JSON)…</translation>
    </message>
    <message>
        <source>Simulating…</source>
        <translation>シミュレーション中…</translation>
    </message>
    <message>
        <source>One iteration of %1 stages takes %2, simulated event by event: %3 boxes</source>
        <translation>%1 ステージの1イテレーションは %2（離散事象シミュレーション、ボックス %3 個）</translation>
    </message>
    <message>
        <source>Measured: %1, from %2 on. Time of all %3 stages together:</source>
        <translation>計測範囲：%2 から %1。全 %3 ステージの時間の合計：</translation>
    </message>
    <message>
        <source>In view: %1, from %2 on. Time of all %3 stages together:</source>
        <translation>表示範囲：%2 から %1。全 %3 ステージの時間の合計：</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>待ち</translation>
    </message>
    <message>
        <source>Writing %1…</source>
        <translation>%1 に書き込み中…</translation>
    </message>
    <message>
        <source>Written: %1. Open it in ui.perfetto.dev.</source>
        <translation>書き込みました：%1。ui.perfetto.dev で開けます。</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>画像を保存</translation>
    </message>
    <message>
        <source>%1 cannot be written</source>
        <translation>%1 に書き込めません</translation>
    </message>
    <message>
        <source>Save trace</source>
        <translation>トレースを保存</translation>
    </message>
    <message>
        <source>Traces (*.json)</source>
        <translation>トレース (*.json)</translation>
    </message>
    <message>
        <source>Picture (PNG, SVG)…</source>
        <translation>画像 (PNG、SVG)…</translation>
    </message>
</context>
<context>
    <name>deepwallet::gui::TopologyView</name>
    <message>
        <source>%1 servers</source>
        <translation>サーバ %1 台</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>of %1 ports</source>
        <translation>%1 ポート</translation>
    </message>
    <message>
        <source>torus of %1 accelerators</source>
        <translation>アクセラレータ %1 個のトーラス</translation>
    </message>
    <message>
        <source>%1 core switches</source>
        <translation>コアスイッチ %1 台</translation>
    </message>
    <message>
        <source>%1 spine switches</source>
        <translation>スパインスイッチ %1 台</translation>
    </message>
    <message>
        <source>%1 routers</source>
        <translation>ルータ %1 台</translation>
    </message>
    <message>
        <source>%1 leaf switches</source>
        <translation>リーフスイッチ %1 台</translation>
    </message>
    <message>
        <source>Network of the cluster</source>
        <translation>クラスタのネットワーク</translation>
    </message>
    <message>
        <source>%1 cables among them</source>
        <translation>相互のケーブル %1 本</translation>
    </message>
    <message>
        <source>↓ %1 cables</source>
        <translation>↓ ケーブル %1 本</translation>
    </message>
</context>
<context>
    <name>deepwallet::gui::TrendPage</name>
    <message>
        <source>The largest models grew ×%1 a year (95 % interval ×%2 to ×%3) and doubled in %4 months; hardware gave ×%5 a year for a dollar.</source>
        <translation>最大級のモデルは年 ×%1（95 % 区間 ×%2 ～ ×%3）で成長し、%4 か月で倍増しました。ハードウェアの1ドル当たり性能は年 ×%5 です。</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>動向</translation>
    </message>
    <message>
        <source>Models by month, with the line and its interval</source>
        <translation>月ごとのモデル、回帰直線とその区間</translation>
    </message>
    <message>
        <source>What one run costs by month</source>
        <translation>月ごとの学習ラン1回の費用</translation>
    </message>
    <message>
        <source>What the next models would take</source>
        <translation>次のモデルに要するもの</translation>
    </message>
    <message>
        <source>Plans of the family are evaluated…</source>
        <translation>一連の計画を評価しています…</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>年月</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>パラメータ数</translation>
    </message>
    <message>
        <source>95 % of models</source>
        <translation>モデルの 95 %</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>トークン数</translation>
    </message>
    <message>
        <source>Dollars</source>
        <translation>費用</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>電力</translation>
    </message>
    <message>
        <source>CO2e</source>
        <translation>CO2e</translation>
    </message>
    <message>
        <source>%1 a parameter</source>
        <translation>1パラメータ当たり %1</translation>
    </message>
    <message>
        <source>%1 points, each chosen because it was the largest of its day, say how fast records fell; they prove no law.</source>
        <translation>当時最大という理由で選ばれた %1 点は、記録更新の速さを示すもので、法則の証明ではありません。</translation>
    </message>
    <message>
        <source>Of the %1 models since, %2 are below the line and %3 outside of its 95 % interval.</source>
        <translation>その後の %1 モデルのうち %2 は直線より下、%3 は 95 % 区間の外です。</translation>
    </message>
    <message>
        <source>%1 tokens a parameter</source>
        <translation>1パラメータ当たり %1 トークン</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 トークン</translation>
    </message>
    <message>
        <source>%1, same hardware</source>
        <translation>%1（シナリオの機器）</translation>
    </message>
    <message>
        <source>%1, later hardware</source>
        <translation>%1（予測）</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Cost of a run</source>
        <translation>学習ランの費用</translation>
    </message>
    <message>
        <source>on later
hardware</source>
        <translation>後の
ハードウェア</translation>
    </message>
</context>
<context>
    <name>deepwallet::gui::UncertaintyPage</name>
    <message>
        <source>Low</source>
        <translation>下限</translation>
    </message>
    <message>
        <source>High</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>Uncertainty</source>
        <translation>不確かさ</translation>
    </message>
    <message>
        <source>Number that the inputs move</source>
        <translation>入力が動かす数値</translation>
    </message>
    <message>
        <source>What each input does</source>
        <translation>各入力の影響</translation>
    </message>
    <message>
        <source>What moves</source>
        <translation>感度を見る数値</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>入力</translation>
    </message>
    <message>
        <source>At low</source>
        <translation>下限時</translation>
    </message>
    <message>
        <source>At high</source>
        <translation>上限時</translation>
    </message>
    <message>
        <source>What moves %1</source>
        <translation>%1 を動かす入力</translation>
    </message>
    <message>
        <source>What each input moves, as bars</source>
        <translation>各入力の影響（棒グラフ）</translation>
    </message>
    <message>
        <source>No input that is in doubt moves this number, or it is not known.</source>
        <translation>この数値を動かす不確かな入力がないか、数値が不明です。</translation>
    </message>
    <message>
        <source>The scenario has faults: there is no answer to be in doubt of.</source>
        <translation>シナリオに不備があるため、不確かさを示す結果がありません。</translation>
    </message>
</context>
<context>
    <name>deepwallet::gui::WinnersView</name>
    <message>
        <source>The cheapest for this run; the ring is where the scenario stands</source>
        <translation>この学習ランで最安のもの。丸は現在のシナリオ</translation>
    </message>
    <message>
        <source>%1 is the cheapest everywhere here</source>
        <translation>この範囲ではどこでも %1 が最安です</translation>
    </message>
    <message>
        <source>Map of winners</source>
        <translation>最安マップ</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>結果なし</translation>
    </message>
    <message>
        <source>Nothing to win: the scenario in front has faults, or no training to pay for.</source>
        <translation>示すものがありません。前面のシナリオに不備があるか、支払う学習がありません。</translation>
    </message>
</context>
<context>
    <name>document</name>
    <message>
        <source>untitled</source>
        <translation>無題</translation>
    </message>
</context>
<context>
    <name>faults</name>
    <message>
        <source>no such field</source>
        <translation>そのような項目はありません</translation>
    </message>
    <message>
        <source>no such section</source>
        <translation>そのような節はありません</translation>
    </message>
    <message>
        <source>no such choice</source>
        <translation>そのような選択肢はありません</translation>
    </message>
    <message>
        <source>no such key</source>
        <translation>そのようなキーはありません</translation>
    </message>
    <message>
        <source>no such entry among the %1</source>
        <translation>%1 の中にそのようなエントリはありません</translation>
    </message>
    <message>
        <source>out of range</source>
        <translation>範囲外です</translation>
    </message>
    <message>
        <source>this is not true or false</source>
        <translation>true か false ではありません</translation>
    </message>
    <message>
        <source>this is not a whole number</source>
        <translation>整数ではありません</translation>
    </message>
    <message>
        <source>this is not a number</source>
        <translation>数値ではありません</translation>
    </message>
    <message>
        <source>this is not text in quotes</source>
        <translation>引用符で囲んだ文字列ではありません</translation>
    </message>
    <message>
        <source>this is not one of its words, in quotes</source>
        <translation>引用符で囲んだ選択肢ではありません</translation>
    </message>
    <message>
        <source>this is not a list of whole numbers</source>
        <translation>整数の一覧ではありません</translation>
    </message>
    <message>
        <source>this is not a list of numbers</source>
        <translation>数値の一覧ではありません</translation>
    </message>
    <message>
        <source>this is not a list of texts</source>
        <translation>文字列の一覧ではありません</translation>
    </message>
    <message>
        <source>there is no value</source>
        <translation>値がありません</translation>
    </message>
    <message>
        <source>not given, and %1 needs it</source>
        <translation>指定がなく、%1 に必要です</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>指定がありません</translation>
    </message>
    <message>
        <source>has no part in %1</source>
        <translation>%1 では使われません</translation>
    </message>
    <message>
        <source>%1 attention heads do not divide by %2</source>
        <translation>アテンションヘッド %1 個は %2 で割り切れません</translation>
    </message>
    <message>
        <source>%1 heads do not divide by it</source>
        <translation>ヘッド %1 個はこれで割り切れません</translation>
    </message>
    <message>
        <source>%1 experts do not divide by %2</source>
        <translation>エキスパート %1 個は %2 で割り切れません</translation>
    </message>
    <message>
        <source>%1 = %2 does not divide by it</source>
        <translation>%1 = %2 はこれで割り切れません</translation>
    </message>
    <message>
        <source>%1 = %2 does not divide by %3</source>
        <translation>%1 = %2 は %3 で割り切れません</translation>
    </message>
    <message>
        <source>tensor %1 x pipeline %2 x context %3 does not divide %4 GPUs</source>
        <translation>テンソル %1 × パイプライン %2 × コンテキスト %3 では GPU %4 個を割り切れません</translation>
    </message>
    <message>
        <source>does not divide the data parallel degree %1</source>
        <translation>データ並列度 %1 を割り切れません</translation>
    </message>
    <message>
        <source>does not divide by data %1 x micro-batch %2</source>
        <translation>データ %1 × マイクロバッチ %2 で割り切れません</translation>
    </message>
    <message>
        <source>the string is not closed at the end of its line</source>
        <translation>文字列が行末で閉じられていません</translation>
    </message>
    <message>
        <source>keys and brackets are nested too deep</source>
        <translation>キーと括弧の入れ子が深すぎます</translation>
    </message>
    <message>
        <source>did you mean &apos;%1&apos;? allowed: %2</source>
        <translation>&apos;%1&apos; のことですか？ 使えるもの：%2</translation>
    </message>
    <message>
        <source>did you mean &apos;%1&apos;?</source>
        <translation>&apos;%1&apos; のことですか？</translation>
    </message>
    <message>
        <source>allowed: %1</source>
        <translation>使えるもの：%1</translation>
    </message>
    <message>
        <source>%1 to %2 is allowed (%3)</source>
        <translation>%1 から %2 まで（%3）</translation>
    </message>
    <message>
        <source>%1 and more is allowed (%2)</source>
        <translation>%1 以上（%2）</translation>
    </message>
    <message>
        <source>%1 and less is allowed (%2)</source>
        <translation>%1 以下（%2）</translation>
    </message>
    <message>
        <source>this is not TOML (toml.io)</source>
        <translation>TOML ではありません（toml.io）</translation>
    </message>
    <message>
        <source>file</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>syntax</source>
        <translation>構文</translation>
    </message>
    <message>
        <source>unknown name</source>
        <translation>未知の名前</translation>
    </message>
    <message>
        <source>wrong type</source>
        <translation>型の誤り</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>不足</translation>
    </message>
    <message>
        <source>conflict</source>
        <translation>矛盾</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 has no such format</source>
        <translation>%1 にそのような形式はありません</translation>
    </message>
    <message>
        <source>%1 key/value heads can be neither split nor copied over %2 ranks</source>
        <translation>キー・バリューヘッド %1 個は %2 ランクに分割も複製もできません</translation>
    </message>
    <message>
        <source>a sequence of %1 does not divide by %2 for sequence parallelism</source>
        <translation>系列 %1 はシーケンス並列の %2 で割り切れません</translation>
    </message>
    <message>
        <source>a sequence of %1 does not divide into two pieces a rank</source>
        <translation>系列 %1 は1ランク2片に割り切れません</translation>
    </message>
    <message>
        <source>%1 servers of %2 have %3</source>
        <translation>サーバ %1 台（%2）の GPU は %3 個です</translation>
    </message>
    <message>
        <source>%1 GPUs over tensor %2 x pipeline %3 x context %4 leave %5</source>
        <translation>GPU %1 個をテンソル %2 × パイプライン %3 × コンテキスト %4 に分けると %5 になります</translation>
    </message>
    <message>
        <source>%1 layers do not fill %2 stages of %3 chunks</source>
        <translation>層 %1 は %2 ステージ × %3 チャンクを満たしません</translation>
    </message>
    <message>
        <source>%1 numbers for %2 pipeline stages</source>
        <translation>数値 %1 個に対しパイプラインは %2 ステージです</translation>
    </message>
    <message>
        <source>adds up to %1 layers</source>
        <translation>合計が %1 層になります</translation>
    </message>
    <message>
        <source>a given split goes with one chunk a stage only</source>
        <translation>層の指定は1ステージ1チャンクの場合だけ使えます</translation>
    </message>
    <message>
        <source>this schedule has no virtual stages</source>
        <translation>このスケジュールに仮想ステージはありません</translation>
    </message>
    <message>
        <source>there is one pipeline stage</source>
        <translation>パイプラインは1ステージです</translation>
    </message>
    <message>
        <source>%1 needs an even number</source>
        <translation>%1 には偶数が必要です</translation>
    </message>
    <message>
        <source>the model has no experts</source>
        <translation>モデルにエキスパートがありません</translation>
    </message>
    <message>
        <source>ZeRO stage %1 keeps no share of its own of what leaves the GPU</source>
        <translation>ZeRO ステージ %1 では GPU から移すものの分担がありません</translation>
    </message>
    <message>
        <source>%1 micro-batches in a pipeline of %2 stages</source>
        <translation>マイクロバッチ %1 個、パイプライン %2 ステージです</translation>
    </message>
    <message>
        <source>their product must be a divisor of the number of GPUs: %1 do</source>
        <translation>積は GPU 数の約数であること：%1</translation>
    </message>
    <message>
        <source>half of the sequence must divide: %1 do</source>
        <translation>系列の半分が割り切れること：%1</translation>
    </message>
    <message>
        <source>%1 do; on servers of %2 GPUs take a divisor of %3 too</source>
        <translation>%1。GPU %2 個のサーバでは %3 の約数でもあること</translation>
    </message>
    <message>
        <source>%1 do</source>
        <translation>使えるもの：%1</translation>
    </message>
    <message>
        <source>it has %1</source>
        <translation>あるもの：%1</translation>
    </message>
    <message>
        <source>leave cluster.gpus out to use all</source>
        <translation>すべて使うなら cluster.gpus を省きます</translation>
    </message>
    <message>
        <source>leave it out, or write %1</source>
        <translation>省くか、%1 と書きます</translation>
    </message>
    <message>
        <source>each chunk needs a layer, but for the embedding&apos;s and the head&apos;s: lower pipeline or virtual_stages</source>
        <translation>埋め込みと出力を除き各チャンクに層が必要です。pipeline か virtual_stages を減らします</translation>
    </message>
    <message>
        <source>one number a stage</source>
        <translation>1ステージに1つの数値</translation>
    </message>
    <message>
        <source>the model has %1</source>
        <translation>モデルには %1</translation>
    </message>
    <message>
        <source>use gpipe, 1f1b, zb-h1 or zb-h2</source>
        <translation>gpipe、1f1b、zb-h1、zb-h2 を使います</translation>
    </message>
    <message>
        <source>use the schedule interleaved or breadth-first</source>
        <translation>スケジュール interleaved か breadth-first を使います</translation>
    </message>
    <message>
        <source>virtual stages need parallelism.pipeline above 1</source>
        <translation>仮想ステージには 1 より大きい parallelism.pipeline が必要です</translation>
    </message>
    <message>
        <source>leave it 1, or set model.experts</source>
        <translation>1 のままにするか、model.experts を指定します</translation>
    </message>
    <message>
        <source>take a multiple of %1</source>
        <translation>%1 の倍数にします</translation>
    </message>
    <message>
        <source>take a divisor or a multiple of the key/value heads</source>
        <translation>キー・バリューヘッドの約数か倍数にします</translation>
    </message>
    <message>
        <source>tokens of a sequence, e.g. 2048</source>
        <translation>系列のトークン数（例：2048）</translation>
    </message>
    <message>
        <source>sequences of an iteration, e.g. 1920</source>
        <translation>イテレーションの系列数（例：1920）</translation>
    </message>
    <message>
        <source>number of servers, e.g. 280</source>
        <translation>サーバ台数（例：280）</translation>
    </message>
    <message>
        <source>there is no training iteration to simulate</source>
        <translation>シミュレーションする学習の反復がありません</translation>
    </message>
    <message>
        <source>nothing varies</source>
        <translation>変化する入力がありません</translation>
    </message>
    <message>
        <source>[sweep] names axes: grid.&quot;cluster.servers&quot; = [280, 350, 420]; or --set cluster.servers=280,350,420</source>
        <translation>[sweep] に軸を書きます: grid.&quot;cluster.servers&quot; = [280, 350, 420]。または --set cluster.servers=280,350,420</translation>
    </message>
    <message>
        <source>nothing is given</source>
        <translation>何も指定されていません</translation>
    </message>
    <message>
        <source>this is a list of sections</source>
        <translation>節の一覧になっています</translation>
    </message>
    <message>
        <source>a list holds numbers alone or texts alone</source>
        <translation>一覧は数値だけ、または文字列だけで作ります</translation>
    </message>
    <message>
        <source>dates and times have no place here</source>
        <translation>ここに日付や時刻は書けません</translation>
    </message>
    <message>
        <source>not an annotation of a value, or not of its type</source>
        <translation>値の注記ではないか、型が違います</translation>
    </message>
    <message>
        <source>not a finite number</source>
        <translation>有限の数値ではありません</translation>
    </message>
    <message>
        <source>above high = %1</source>
        <translation>high = %1 を上回っています</translation>
    </message>
    <message>
        <source>%1 is no section</source>
        <translation>%1 は節ではありません</translation>
    </message>
    <message>
        <source>not of the form path=value</source>
        <translation>「パス=値」の形ではありません</translation>
    </message>
    <message>
        <source>no such file</source>
        <translation>そのようなファイルはありません</translation>
    </message>
    <message>
        <source>not a file</source>
        <translation>ファイルではありません</translation>
    </message>
    <message>
        <source>an entry cannot name another one</source>
        <translation>エントリから別のエントリは選べません</translation>
    </message>
    <message>
        <source>%1 = %2 names another model</source>
        <translation>%1 = %2 が別のモデルを選んでいます</translation>
    </message>
    <message>
        <source>%1 has no such contract</source>
        <translation>%1 にそのような契約はありません</translation>
    </message>
    <message>
        <source>it rents %1, and this scenario is timed on %2</source>
        <translation>借りられるのは %1 ですが、このシナリオの時間は %2 のものです</translation>
    </message>
    <message>
        <source>it rents %1, and the model is served on %2</source>
        <translation>借りられるのは %1 ですが、モデルを動かすのは %2 です</translation>
    </message>
    <message>
        <source>not the points of a curve</source>
        <translation>曲線の点になっていません</translation>
    </message>
    <message>
        <source>not the constants of a kernel</source>
        <translation>カーネルの定数ではありません</translation>
    </message>
    <message>
        <source>%1 values for the %2 points of %3</source>
        <translation>%3 の %2 点に対し、値が %1 個です</translation>
    </message>
    <message>
        <source>%1 draws %2 W in long matrix products</source>
        <translation>%1 は長い行列積で %2 W を使います</translation>
    </message>
    <message>
        <source>the board&apos;s own limit is %1 W</source>
        <translation>ボード自体の上限は %1 W です</translation>
    </message>
    <message>
        <source>%1 servers cannot reach each other</source>
        <translation>サーバ %1 台が互いにつながりません</translation>
    </message>
    <message>
        <source>the links carry %1 GB/s at most</source>
        <translation>リンクは最大 %1 GB/s です</translation>
    </message>
    <message>
        <source>%1 offers</source>
        <translation>提供プランが %1 件あります</translation>
    </message>
    <message>
        <source>%1 accelerators, and a cube mesh joins 8</source>
        <translation>アクセラレータは %1 個ですが、キューブメッシュがつなぐのは 8 個です</translation>
    </message>
    <message>
        <source>%1 accelerators, and 64 are the most without a switch</source>
        <translation>アクセラレータは %1 個ですが、スイッチなしでは 64 個までです</translation>
    </message>
    <message>
        <source>a switch of %1 ports does not hold %2 adapters</source>
        <translation>%1 ポートのスイッチにアダプタ %2 枚はつながりません</translation>
    </message>
    <message>
        <source>it takes two numbers, groups and routers of a group</source>
        <translation>グループ数と、グループ当たりのルータ数の 2 つを書きます</translation>
    </message>
    <message>
        <source>%1 accelerators stand along the dimensions, the cluster has %2</source>
        <translation>各次元の積は %1 個ですが、クラスタのアクセラレータは %2 個です</translation>
    </message>
    <message>
        <source>%1 cannot reach its own server</source>
        <translation>%1 から自分のサーバに届きません</translation>
    </message>
    <message>
        <source>%1 cannot reach the other servers</source>
        <translation>%1 からほかのサーバに届きません</translation>
    </message>
    <message>
        <source>no link is called &apos;%1&apos;</source>
        <translation>&apos;%1&apos; というリンクはありません</translation>
    </message>
    <message>
        <source>cannot read &apos;%1&apos;</source>
        <translation>&apos;%1&apos; を読めません</translation>
    </message>
    <message>
        <source>&apos;%1&apos;: accelerators are numbered 0 to %2</source>
        <translation>&apos;%1&apos;：アクセラレータの番号は 0 から %2 までです</translation>
    </message>
    <message>
        <source>a convolutional network is not cut into parts</source>
        <translation>畳み込みネットワークは分割しません</translation>
    </message>
    <message>
        <source>of a convolutional network it is not modelled</source>
        <translation>畳み込みネットワークについてはモデル化していません</translation>
    </message>
    <message>
        <source>by %1: not whole micro-batches of all data parallel ranks</source>
        <translation>%1 ずつでは、全データ並列ランクのマイクロバッチが整数になりません</translation>
    </message>
    <message>
        <source>an encoder-decoder has no such layers</source>
        <translation>エンコーダ・デコーダにそのような層はありません</translation>
    </message>
    <message>
        <source>only latent attention has it</source>
        <translation>潜在アテンションだけが持つものです</translation>
    </message>
    <message>
        <source>latent attention has keys and values for every head</source>
        <translation>潜在アテンションは全ヘッドにキーとバリューを持ちます</translation>
    </message>
    <message>
        <source>a head has %1 elements</source>
        <translation>ヘッドの要素は %1 個です</translation>
    </message>
    <message>
        <source>%1 experts do not divide by it</source>
        <translation>エキスパート %1 個はこれで割り切れません</translation>
    </message>
    <message>
        <source>%1 groups of %2 experts, a token visits %3</source>
        <translation>エキスパート %2 個の組が %1 組で、トークンは %3 個を通ります</translation>
    </message>
    <message>
        <source>the model is dense</source>
        <translation>密なモデルです</translation>
    </message>
    <message>
        <source>a token visits 1 to %1 experts</source>
        <translation>トークンが通るエキスパートは 1 から %1 個です</translation>
    </message>
    <message>
        <source>the model has %1 layers</source>
        <translation>モデルの層は %1 です</translation>
    </message>
    <message>
        <source>a convolutional network has none</source>
        <translation>畳み込みネットワークにはありません</translation>
    </message>
    <message>
        <source>a transformer&apos;s follows from its shape</source>
        <translation>Transformer では形から決まります</translation>
    </message>
    <message>
        <source>only an encoder-decoder has them apart</source>
        <translation>別に数えるのはエンコーダ・デコーダだけです</translation>
    </message>
    <message>
        <source>a base in 16 bits and more is not quantized</source>
        <translation>16 ビット以上の元のモデルは量子化ではありません</translation>
    </message>
    <message>
        <source>weights in 16 bits and more are not quantized</source>
        <translation>16 ビット以上の重みは量子化ではありません</translation>
    </message>
    <message>
        <source>no kernel skips zeros without a pattern</source>
        <translation>型のないゼロを飛ばすカーネルはありません</translation>
    </message>
    <message>
        <source>the matrices have a rank of %1 at most</source>
        <translation>行列の階数は最大 %1 です</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ありません</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is given more than once</source>
        <translation>&quot;%1&quot; が 2 回以上書かれています</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no matrix of a layer</source>
        <translation>&quot;%1&quot; という行列は層にありません</translation>
    </message>
    <message>
        <source>adapters are of a transformer&apos;s matrices</source>
        <translation>アダプタは Transformer の行列に付けるものです</translation>
    </message>
    <message>
        <source>adapters of experts and of latent attention are not modelled</source>
        <translation>エキスパートと潜在アテンションのアダプタはモデル化していません</translation>
    </message>
    <message>
        <source>the student itself</source>
        <translation>生徒モデル自身です</translation>
    </message>
    <message>
        <source>samples of the one are no tokens of the other</source>
        <translation>一方の標本はもう一方のトークンではありません</translation>
    </message>
    <message>
        <source>an encoder tells words that were left out, a decoder the next one</source>
        <translation>エンコーダは抜けた語を、デコーダは次の語を予測します</translation>
    </message>
    <message>
        <source>a vocabulary of %1 is not the student&apos;s of %2: their probabilities are of other words</source>
        <translation>語彙 %1 が生徒の %2 と違い、確率の対象が異なります</translation>
    </message>
    <message>
        <source>nothing is trained by kind = &quot;%1&quot;</source>
        <translation>kind = &quot;%1&quot; では何も学習しません</translation>
    </message>
    <message>
        <source>fewer hours than %1 = %2</source>
        <translation>%1 = %2 より短い時間です</translation>
    </message>
    <message>
        <source>the site has no weather</source>
        <translation>拠点に気象データがありません</translation>
    </message>
    <message>
        <source>of which power?</source>
        <translation>ラックの電力が分かりません</translation>
    </message>
    <message>
        <source>the length of the run is given twice</source>
        <translation>学習ランの長さが 2 通りに指定されています</translation>
    </message>
    <message>
        <source>of what?</source>
        <translation>何についてかが分かりません</translation>
    </message>
    <message>
        <source>and then?</source>
        <translation>その後が分かりません</translation>
    </message>
    <message>
        <source>does not lead from %1 to %2 sequences</source>
        <translation>系列数が %1 から %2 に届きません</translation>
    </message>
    <message>
        <source>a request has %1 positions, and the model has learned %2</source>
        <translation>リクエストの位置は %1、モデルが学習した位置は %2 です</translation>
    </message>
    <message>
        <source>there are %1 experts to spread</source>
        <translation>分けられるエキスパートは %1 個です</translation>
    </message>
    <message>
        <source>only decoders have keys and values of a prompt that do not depend on what comes behind</source>
        <translation>後に続くものによらないプロンプトのキーとバリューを持つのはデコーダだけです</translation>
    </message>
    <message>
        <source>a request without tokens</source>
        <translation>トークンのないリクエストです</translation>
    </message>
    <message>
        <source>there are no keys and values to keep</source>
        <translation>保持するキーとバリューがありません</translation>
    </message>
    <message>
        <source>an encoder writes none</source>
        <translation>エンコーダは何も出力しません</translation>
    </message>
    <message>
        <source>a convolutional network writes none</source>
        <translation>畳み込みネットワークは何も出力しません</translation>
    </message>
    <message>
        <source>a convolutional network is not split</source>
        <translation>畳み込みネットワークは分割しません</translation>
    </message>
    <message>
        <source>%1 attention heads do not divide by it</source>
        <translation>アテンションヘッド %1 個はこれで割り切れません</translation>
    </message>
    <message>
        <source>there are %1 layers to split</source>
        <translation>分けられる層は %1 です</translation>
    </message>
    <message>
        <source>serving: %1 ranks of a replica, and the servers have %2 accelerators and no network</source>
        <translation>serving：レプリカは %1 ランクですが、サーバのアクセラレータは %2 個でネットワークがありません</translation>
    </message>
    <message>
        <source>budget: &apos;%1&apos; counts years of service, and none is given</source>
        <translation>budget：&apos;%1&apos; は稼働年数を数えますが、その指定がありません</translation>
    </message>
    <message>
        <source>%1 operations on %2 accelerators, run %3 times, are too many to simulate</source>
        <translation>アクセラレータ %2 個で演算 %1 回を %3 回行うのは、シミュレーションには多すぎます</translation>
    </message>
    <message>
        <source>a trace of %1 million spans is more than %2 million</source>
        <translation>トレースの区間が %1 百万で、上限の %2 百万を超えます</translation>
    </message>
    <message>
        <source>no list of values</source>
        <translation>値の一覧ではありません</translation>
    </message>
    <message>
        <source>%1 stands twice</source>
        <translation>%1 が 2 回あります</translation>
    </message>
    <message>
        <source>zip.&quot;%1&quot; has %2 values, zip.&quot;%3&quot; %4</source>
        <translation>zip.&quot;%1&quot; の値は %2 個、zip.&quot;%3&quot; は %4 個です</translation>
    </message>
    <message>
        <source>an axis without values</source>
        <translation>値のない軸です</translation>
    </message>
    <message>
        <source>%1 is no part of a distribution</source>
        <translation>%1 は分布の要素ではありません</translation>
    </message>
    <message>
        <source>not a number, and not to be drawn</source>
        <translation>数値ではないので、抽出できません</translation>
    </message>
    <message>
        <source>distribution = %1: no such distribution</source>
        <translation>distribution = %1：そのような分布はありません</translation>
    </message>
    <message>
        <source>not the ends of a distribution</source>
        <translation>分布の両端になっていません</translation>
    </message>
    <message>
        <source>a formula in quotes is wanted</source>
        <translation>引用符で囲んだ式を書きます</translation>
    </message>
    <message>
        <source>a number is wanted</source>
        <translation>数値を書きます</translation>
    </message>
    <message>
        <source>%1 samples of nothing</source>
        <translation>%1 回抽出しますが、抽出する項目がありません</translation>
    </message>
    <message>
        <source>no metric %1</source>
        <translation>指標 %1 はありません</translation>
    </message>
    <message>
        <source>%1 is derived from what is derived from it</source>
        <translation>%1 が自分から導いたものから導かれています</translation>
    </message>
    <message>
        <source>%1 is an axis twice</source>
        <translation>%1 が 2 つの軸になっています</translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation>%1 点あります</translation>
    </message>
    <message>
        <source>%1 combinations of entries of the database</source>
        <translation>データベースのエントリの組み合わせが %1 通りあります</translation>
    </message>
    <message>
        <source>too many combinations of fields beside the plan</source>
        <translation>計画以外の項目の組み合わせが多すぎます</translation>
    </message>
    <message>
        <source>no condition</source>
        <translation>条件ではありません</translation>
    </message>
    <message>
        <source>a search does not vary it</source>
        <translation>探索はこれを変えません</translation>
    </message>
    <message>
        <source>the size of the model is what is asked</source>
        <translation>問われているのがモデルの大きさです</translation>
    </message>
    <message>
        <source>the question chooses tokens itself</source>
        <translation>トークン数は問いの側が選びます</translation>
    </message>
    <message>
        <source>no condition on the loss</source>
        <translation>損失の条件がありません</translation>
    </message>
    <message>
        <source>no bound of the loss from above</source>
        <translation>損失の上限がありません</translation>
    </message>
    <message>
        <source>the lowest loss is what is asked</source>
        <translation>問われているのが最小の損失です</translation>
    </message>
    <message>
        <source>search.%1 and search.%2 are two questions</source>
        <translation>search.%1 と search.%2 は別の問いです</translation>
    </message>
    <message>
        <source>text is wanted</source>
        <translation>文字列を書きます</translation>
    </message>
    <message>
        <source>no such question</source>
        <translation>そのような問いはありません</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is text, and no number</source>
        <translation>&apos;%1&apos; は文字列で、数値ではありません</translation>
    </message>
    <message>
        <source>no such purse</source>
        <translation>そのような予算の項目はありません</translation>
    </message>
    <message>
        <source>given twice</source>
        <translation>2 回指定されています</translation>
    </message>
    <message>
        <source>no amount</source>
        <translation>金額がありません</translation>
    </message>
    <message>
        <source>one formula is wanted, not several</source>
        <translation>式は 1 つだけ書きます</translation>
    </message>
    <message>
        <source>a single &apos;=&apos; compares nothing, &apos;==&apos; does</source>
        <translation>&apos;=&apos; は比較ではありません。比較は &apos;==&apos; です</translation>
    </message>
    <message>
        <source>this is no result store</source>
        <translation>結果のストアではありません</translation>
    </message>
    <message>
        <source>%1 asks for the host&apos;s memory</source>
        <translation>%1 にはホストのメモリが必要です</translation>
    </message>
    <message>
        <source>%1 asks for the rate between an accelerator and the host</source>
        <translation>%1 にはアクセラレータとホストの間の速度が必要です</translation>
    </message>
    <message>
        <source>%1 asks for the rate between all accelerators and the host</source>
        <translation>%1 には全アクセラレータとホストの間の速度が必要です</translation>
    </message>
    <message>
        <source>%1 asks for the rate of Adam on the host</source>
        <translation>%1 にはホストでの Adam の速度が必要です</translation>
    </message>
    <message>
        <source>%1 asks for the size of the drives</source>
        <translation>%1 にはドライブの容量が必要です</translation>
    </message>
    <message>
        <source>%1 asks for their reading rate</source>
        <translation>%1 にはドライブの読み出し速度が必要です</translation>
    </message>
    <message>
        <source>%1 asks for their writing rate</source>
        <translation>%1 にはドライブの書き込み速度が必要です</translation>
    </message>
    <message>
        <source>the file would say something else</source>
        <translation>ファイルの意味が変わります</translation>
    </message>
    <message>
        <source>it stands in the middle of a line</source>
        <translation>行の途中にあります</translation>
    </message>
    <message>
        <source>it is a list of sections</source>
        <translation>節の一覧です</translation>
    </message>
    <message>
        <source>it is a section</source>
        <translation>節です</translation>
    </message>
    <message>
        <source>%1 is a value</source>
        <translation>%1 は値です</translation>
    </message>
    <message>
        <source>sweep.%1 = %2</source>
        <translation>sweep.%1 = %2 は使えません</translation>
    </message>
    <message>
        <source>search.%1 = %2</source>
        <translation>search.%1 = %2 は使えません</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>大きすぎます</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>読めません</translation>
    </message>
    <message>
        <source>is no file</source>
        <translation>ファイルではありません</translation>
    </message>
    <message>
        <source>is a folder</source>
        <translation>フォルダです</translation>
    </message>
    <message>
        <source>cannot be written</source>
        <translation>書き込めません</translation>
    </message>
    <message>
        <source>cannot be written in full</source>
        <translation>最後まで書き込めません</translation>
    </message>
    <message>
        <source>a database, but no result store</source>
        <translation>データベースですが、結果のストアではありません</translation>
    </message>
    <message>
        <source>another process writes to this result store</source>
        <translation>別のプロセスがこの結果のストアに書いています</translation>
    </message>
    <message>
        <source>no such result store</source>
        <translation>そのような結果のストアはありません</translation>
    </message>
    <message>
        <source>cannot open the result store</source>
        <translation>結果のストアを開けません</translation>
    </message>
    <message>
        <source>made by version %1 of another sweep or the same</source>
        <translation>版 %1 による別の、または同じスイープのものです</translation>
    </message>
    <message>
        <source>the results of another sweep or version: %1</source>
        <translation>別のスイープか別の版の結果です：%1</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true か false</translation>
    </message>
    <message>
        <source>a whole number below 2^53 is allowed (%1)</source>
        <translation>2^53 より小さい整数（%1）</translation>
    </message>
    <message>
        <source>a finite number is allowed (%1)</source>
        <translation>有限の数値（%1）</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <translation>%1 から %2 までの整数</translation>
    </message>
    <message>
        <source>known: %1</source>
        <translation>あるもの：%1</translation>
    </message>
    <message>
        <source>%1 has %2</source>
        <translation>%1 にあるもの：%2</translation>
    </message>
    <message>
        <source>there are none in %1; --db names the database</source>
        <translation>%1 にはありません。--db でデータベースを指定します</translation>
    </message>
    <message>
        <source>a scenario gives at least model.preset, cluster.servers, training.sequence_length and training.global_batch</source>
        <translation>シナリオには少なくとも model.preset、cluster.servers、training.sequence_length、training.global_batch が要ります</translation>
    </message>
    <message>
        <source>write { value = …, source = &quot;…&quot; }, or the value alone</source>
        <translation>{ value = …, source = &quot;…&quot; } か、値だけを書きます</translation>
    </message>
    <message>
        <source>write [%1] in single brackets, once</source>
        <translation>[%1] を一重の角括弧で 1 回だけ書きます</translation>
    </message>
    <message>
        <source>write [%1]</source>
        <translation>[%1] と書きます</translation>
    </message>
    <message>
        <source>low and high are the ends of a range of the value</source>
        <translation>low と high は値の範囲の両端です</translation>
    </message>
    <message>
        <source>%1 levels are the most</source>
        <translation>%1 段までです</translation>
    </message>
    <message>
        <source>for example --set parallelism.tensor=8</source>
        <translation>例：--set parallelism.tensor=8</translation>
    </message>
    <message>
        <source>leave one of the two out</source>
        <translation>どちらかを省きます</translation>
    </message>
    <message>
        <source>leave it out of %1</source>
        <translation>%1 から省きます</translation>
    </message>
    <message>
        <source>name an entry of %1</source>
        <translation>%1 のエントリを指定します</translation>
    </message>
    <message>
        <source>two shares of bandwidth above 0, forward and backward, and two latencies</source>
        <translation>順伝播と逆伝播の 0 より大きい帯域の割合 2 つと、遅延 2 つ</translation>
    </message>
    <message>
        <source>at least one, each above the one before</source>
        <translation>1 つ以上、前のものより大きい順に</translation>
    </message>
    <message>
        <source>a curve has as many values as points</source>
        <translation>曲線の値の数は点の数と同じです</translation>
    </message>
    <message>
        <source>an offer of the accelerator that serves, or another serving.server</source>
        <translation>サービングに使うアクセラレータの提供プランか、別の serving.server</translation>
    </message>
    <message>
        <source>compare offers of the same accelerator; ask about another in a scenario of its own</source>
        <translation>同じアクセラレータの提供プランを比べます。別のものは別のシナリオで</translation>
    </message>
    <message>
        <source>for a capped chip leave it, and give accelerator.power_cap_w</source>
        <translation>電力を制限したチップではこれを残し、accelerator.power_cap_w を指定します</translation>
    </message>
    <message>
        <source>a cap is lower than accelerator.tdp_w</source>
        <translation>制限は accelerator.tdp_w より低い値です</translation>
    </message>
    <message>
        <source>give server.nics, or run on one server</source>
        <translation>server.nics を指定するか、サーバ 1 台にします</translation>
    </message>
    <message>
        <source>lower it, or raise server.scaleup_gb_per_s</source>
        <translation>下げるか、server.scaleup_gb_per_s を上げます</translation>
    </message>
    <message>
        <source>%1 is the most</source>
        <translation>%1 までです</translation>
    </message>
    <message>
        <source>&quot;mesh&quot; joins every two of any number</source>
        <translation>&quot;mesh&quot; は個数によらず総当たりでつなぎます</translation>
    </message>
    <message>
        <source>&quot;switch&quot; joins any number</source>
        <translation>&quot;switch&quot; は個数によらずつなぎます</translation>
    </message>
    <message>
        <source>fat-tree and rail-optimized join as many switches as it takes</source>
        <translation>fat-tree と rail-optimized は必要な数のスイッチをつなぎます</translation>
    </message>
    <message>
        <source>e.g. dragonfly = [8, 16]</source>
        <translation>例：dragonfly = [8, 16]</translation>
    </message>
    <message>
        <source>the sizes multiply to the number of accelerators, e.g. torus = [4, 4, 8]</source>
        <translation>大きさの積がアクセラレータ数になります。例：torus = [4, 4, 8]</translation>
    </message>
    <message>
        <source>cut fewer links, or leave the server out</source>
        <translation>切るリンクを減らすか、サーバを外します</translation>
    </message>
    <message>
        <source>%1: copies on all GPUs, or parallelism.zero_stage</source>
        <translation>%1：全 GPU に複製するか、parallelism.zero_stage を使います</translation>
    </message>
    <message>
        <source>%1, … do</source>
        <translation>使えるもの：%1 など</translation>
    </message>
    <message>
        <source>multiples of %1: micro_batch x data</source>
        <translation>%1 の倍数（micro_batch × data）</translation>
    </message>
    <message>
        <source>parallelism.zero_stage = 3 does</source>
        <translation>parallelism.zero_stage = 3 にはあります</translation>
    </message>
    <message>
        <source>parallelism.zero_stage = 1, 2 or 3 do</source>
        <translation>parallelism.zero_stage = 1、2、3 にはあります</translation>
    </message>
    <message>
        <source>%1; %2/%3.toml or the scenario gives it</source>
        <translation>%1。%2/%3.toml かシナリオで指定します</translation>
    </message>
    <message>
        <source>give model.kv_lora_rank, or leave it out</source>
        <translation>model.kv_lora_rank を指定するか、省きます</translation>
    </message>
    <message>
        <source>%1 do; or give model.head_size</source>
        <translation>使えるもの：%1。または model.head_size を指定します</translation>
    </message>
    <message>
        <source>leave it out, or set model.architecture = &quot;%1&quot;</source>
        <translation>省くか、model.architecture = &quot;%1&quot; とします</translation>
    </message>
    <message>
        <source>leave it out, or set it to 0</source>
        <translation>省くか、0 にします</translation>
    </message>
    <message>
        <source>leave it out, or set model.experts</source>
        <translation>省くか、model.experts を指定します</translation>
    </message>
    <message>
        <source>leave it out, or name another model.architecture</source>
        <translation>省くか、別の model.architecture にします</translation>
    </message>
    <message>
        <source>leave it out, or name another recipe.kind</source>
        <translation>省くか、別の recipe.kind にします</translation>
    </message>
    <message>
        <source>leave it out, or prune to sparsity = &quot;2:4&quot;</source>
        <translation>省くか、sparsity = &quot;2:4&quot; に枝刈りします</translation>
    </message>
    <message>
        <source>leave it out; --set model.preset=a,b,c names the models</source>
        <translation>省きます。モデルは --set model.preset=a,b,c で指定します</translation>
    </message>
    <message>
        <source>leave it out; --tokens-per-parameter fixes their ratio for the largest model</source>
        <translation>省きます。最大のモデルでの比は --tokens-per-parameter で決めます</translation>
    </message>
    <message>
        <source>leave it out: that loss meets it, or none does; --where takes the place of a file&apos;s conditions</source>
        <translation>省きます。その損失が条件を満たすか、どれも満たさないかです。ファイルの条件は --where で置き換えます</translation>
    </message>
    <message>
        <source>leave it out</source>
        <translation>省きます</translation>
    </message>
    <message>
        <source>set model.architecture = &quot;%1&quot;</source>
        <translation>model.architecture = &quot;%1&quot; とします</translation>
    </message>
    <message>
        <source>groups of the routed experts</source>
        <translation>振り分けるエキスパートの組</translation>
    </message>
    <message>
        <source>of the expert groups, a token&apos;s</source>
        <translation>トークンが通るエキスパートの組の数</translation>
    </message>
    <message>
        <source>give model.experts, or leave the other expert fields out</source>
        <translation>model.experts を指定するか、ほかのエキスパートの項目を省きます</translation>
    </message>
    <message>
        <source>2 is common</source>
        <translation>2 が一般的です</translation>
    </message>
    <message>
        <source>give model.preset, or the network&apos;s counts</source>
        <translation>model.preset か、ネットワークの各数を指定します</translation>
    </message>
    <message>
        <source>give model.preset, or the shape of the model</source>
        <translation>model.preset か、モデルの形を指定します</translation>
    </message>
    <message>
        <source>layers of the decoder</source>
        <translation>デコーダの層数</translation>
    </message>
    <message>
        <source>a model of scenarios/models</source>
        <translation>scenarios/models のモデル</translation>
    </message>
    <message>
        <source>4 to 256 are usual</source>
        <translation>4 から 256 が普通です</translation>
    </message>
    <message>
        <source>some of q, k, v, o, gate, up, down</source>
        <translation>q, k, v, o, gate, up, down のいくつか</translation>
    </message>
    <message>
        <source>8 or 4; or kind = &quot;%1&quot;</source>
        <translation>8 か 4、または kind = &quot;%1&quot;</translation>
    </message>
    <message>
        <source>8 or 4</source>
        <translation>8 か 4</translation>
    </message>
    <message>
        <source>published overheads are 0.15 to 0.3</source>
        <translation>発表された値は 0.15 から 0.3 です</translation>
    </message>
    <message>
        <source>GPTQ takes 128 sequences of 2048 tokens</source>
        <translation>GPTQ は 2048 トークンの系列を 128 使います</translation>
    </message>
    <message>
        <source>each matrix once</source>
        <translation>各行列を 1 回ずつ</translation>
    </message>
    <message>
        <source>another kind for a convolutional network</source>
        <translation>畳み込みネットワークには別の kind</translation>
    </message>
    <message>
        <source>a dense model with usual attention</source>
        <translation>通常のアテンションを持つ密なモデル</translation>
    </message>
    <message>
        <source>a model that is larger, or other, than model.preset</source>
        <translation>model.preset より大きいか、別のモデル</translation>
    </message>
    <message>
        <source>a teacher of the student&apos;s kind</source>
        <translation>生徒と同じ種類の教師</translation>
    </message>
    <message>
        <source>a teacher of the student&apos;s architecture</source>
        <translation>生徒と同じ構造の教師</translation>
    </message>
    <message>
        <source>a teacher with the student&apos;s vocabulary</source>
        <translation>生徒と同じ語彙の教師</translation>
    </message>
    <message>
        <source>the teacher is cut as the student is</source>
        <translation>教師は生徒と同じように分割されます</translation>
    </message>
    <message>
        <source>who measured recipe.quality; leave both out where nobody did</source>
        <translation>recipe.quality を測った人。測られていなければ両方を省きます</translation>
    </message>
    <message>
        <source>hours at or below a temperature include those below a lower one; give both</source>
        <translation>ある温度以下の時間は、より低い温度以下の時間を含みます。両方を指定します</translation>
    </message>
    <message>
        <source>give site.mean_dry_bulb_c, mean_wet_bulb_c, design_dry_bulb_c and design_wet_bulb_c, or another site.preset</source>
        <translation>site.mean_dry_bulb_c、mean_wet_bulb_c、design_dry_bulb_c、design_wet_bulb_c を指定するか、別の site.preset にします</translation>
    </message>
    <message>
        <source>one of training.tokens, training.flops, training.epochs</source>
        <translation>training.tokens、training.flops、training.epochs のどれか 1 つ</translation>
    </message>
    <message>
        <source>batch_ramp_increment and batch_ramp_tokens say it</source>
        <translation>batch_ramp_increment と batch_ramp_tokens で指定します</translation>
    </message>
    <message>
        <source>the difference divides by it</source>
        <translation>差がこれで割り切れること</translation>
    </message>
    <message>
        <source>prompts and answers within model.max_positions</source>
        <translation>プロンプトと回答の合計を model.max_positions 以内に</translation>
    </message>
    <message>
        <source>as many ranks as experts, at most</source>
        <translation>ランク数はエキスパート数まで</translation>
    </message>
    <message>
        <source>as many stages as layers, at most</source>
        <translation>ステージ数は層数まで</translation>
    </message>
    <message>
        <source>as many as a server has, at most</source>
        <translation>サーバにある数まで</translation>
    </message>
    <message>
        <source>a divisor of model.heads</source>
        <translation>model.heads の約数</translation>
    </message>
    <message>
        <source>what a request is made of: prompt_tokens and generated_tokens</source>
        <translation>リクエストの中身：prompt_tokens と generated_tokens</translation>
    </message>
    <message>
        <source>above 0, or generated_tokens is</source>
        <translation>これか generated_tokens が 0 より大きいこと</translation>
    </message>
    <message>
        <source>a [serving] section, or usd for training alone</source>
        <translation>[serving] の節か、学習だけの usd</translation>
    </message>
    <message>
        <source>the last server is server%1</source>
        <translation>最後のサーバは server%1 です</translation>
    </message>
    <message>
        <source>each value once</source>
        <translation>各値を 1 回ずつ</translation>
    </message>
    <message>
        <source>fields of a zip are taken row by row; grid crosses them</source>
        <translation>zip の項目は行ごとに組みます。総当たりは grid です</translation>
    </message>
    <message>
        <source>for example %1</source>
        <translation>例：%1</translation>
    </message>
    <message>
        <source>{ distribution = &quot;uniform&quot;, low = 1, high = 2 }, log-uniform, or normal with mean and deviation</source>
        <translation>{ distribution = &quot;uniform&quot;, low = 1, high = 2 }、log-uniform、または mean と deviation を持つ normal</translation>
    </message>
    <message>
        <source>mean and deviation, which is not negative</source>
        <translation>mean と、負でない deviation</translation>
    </message>
    <message>
        <source>low and high, low first; of log-uniform both above 0</source>
        <translation>low と high（low が先）。log-uniform ではどちらも 0 より大きいこと</translation>
    </message>
    <message>
        <source>one of them stands in grid, zip or sample</source>
        <translation>どれかを grid、zip、sample に書きます</translation>
    </message>
    <message>
        <source>a field stands in one of grid, zip, sample and derive</source>
        <translation>項目は grid、zip、sample、derive のどれか 1 つに書きます</translation>
    </message>
    <message>
        <source>%1 is the most; take fewer values, sample, or divide the question</source>
        <translation>%1 までです。値を減らすか、抽出するか、問いを分けます</translation>
    </message>
    <message>
        <source>a metric and its bound, for example run.days &lt;= 30, or fits</source>
        <translation>指標とその範囲。例：run.days &lt;= 30、または fits</translation>
    </message>
    <message>
        <source>plans that are searched split their layers evenly</source>
        <translation>探索する計画は層を均等に分けます</translation>
    </message>
    <message>
        <source>--budget usd=10e6,days=60,mw=2,tonnes=500, any of them</source>
        <translation>--budget usd=10e6,days=60,mw=2,tonnes=500 のどれか</translation>
    </message>
    <message>
        <source>--where &apos;loss.expected &lt;= 2.0&apos;: the least cost is zero without one</source>
        <translation>--where &apos;loss.expected &lt;= 2.0&apos;。条件がなければ最小の費用はゼロです</translation>
    </message>
    <message>
        <source>loss.expected &lt;= 2.0 alone; what else is asked is a condition of its own</source>
        <translation>loss.expected &lt;= 2.0 だけを書きます。ほかは別の条件にします</translation>
    </message>
    <message>
        <source>one of them a file</source>
        <translation>ファイルごとにどちらか 1 つ</translation>
    </message>
    <message>
        <source>in quotes</source>
        <translation>引用符で囲みます</translation>
    </message>
    <message>
        <source>for example run.days, or cost.total_usd</source>
        <translation>例：run.days、cost.total_usd</translation>
    </message>
    <message>
        <source>%1=10, any number above 0, once</source>
        <translation>%1=10 のように、0 より大きい数を 1 回だけ</translation>
    </message>
    <message>
        <source>name another file with --store</source>
        <translation>--store で別のファイルを指定します</translation>
    </message>
    <message>
        <source>change it in the text of the file</source>
        <translation>ファイルのテキストで直します</translation>
    </message>
    <message>
        <source>it needs a multiple of the stages; change training.global_batch or parallelism.micro_batch</source>
        <translation>ステージ数の倍数が必要です。training.global_batch か parallelism.micro_batch を変えます</translation>
    </message>
    <message>
        <source>it needs an even number from %1; change training.global_batch or parallelism.micro_batch</source>
        <translation>%1 以上の偶数が必要です。training.global_batch か parallelism.micro_batch を変えます</translation>
    </message>
    <message>
        <source>it needs at least %1; change training.global_batch or parallelism.micro_batch</source>
        <translation>%1 以上が必要です。training.global_batch か parallelism.micro_batch を変えます</translation>
    </message>
    <message>
        <source>%1 MiB is the most</source>
        <translation>%1 MiB までです</translation>
    </message>
    <message>
        <source>there is no folder %1</source>
        <translation>フォルダ %1 がありません</translation>
    </message>
    <message>
        <source>%1 takes no files</source>
        <translation>%1 にはファイルを作れません</translation>
    </message>
    <message>
        <source>deepwallet sweep makes one</source>
        <translation>deepwallet sweep で作れます</translation>
    </message>
    <message>
        <source>shards of one sweep have the same scenario, axes and database</source>
        <translation>1 つのスイープの分割はシナリオ、軸、データベースが同じです</translation>
    </message>
    <message>
        <source>&quot;%1&quot; or &quot;%2&quot;</source>
        <translation>&quot;%1&quot; か &quot;%2&quot;</translation>
    </message>
    <message>
        <source>&quot;%1&quot;, &quot;%2&quot; or &quot;%3&quot;</source>
        <translation>&quot;%1&quot;、&quot;%2&quot;、&quot;%3&quot; のどれか</translation>
    </message>
    <message>
        <source>%1 says it</source>
        <translation>%1 で指定します</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>What it takes to train a model: time, money, power, carbon.</source>
        <translation>モデルの学習に要する時間、費用、電力、炭素排出。</translation>
    </message>
    <message>
        <source>Files to open.</source>
        <translation>開くファイル。</translation>
    </message>
    <message>
        <source>Write a picture of a page and end.</source>
        <translation>ページの画像を書き出して終了する。</translation>
    </message>
    <message>
        <source>Of the picture.</source>
        <translation>画像の大きさ。</translation>
    </message>
    <message>
        <source>Light text on a dark ground.</source>
        <translation>暗い背景に明るい文字。</translation>
    </message>
    <message>
        <source>Another hardware database.</source>
        <translation>別のハードウェアデータベース。</translation>
    </message>
    <message>
        <source>Of the window: en or ja; the system&apos;s by default.</source>
        <translation>ウィンドウの言語：en または ja。既定はシステムの言語。</translation>
    </message>
    <message>
        <source>Write the report and end: PDF, or HTML by its name.</source>
        <translation>レポートを書き出して終了する。名前により PDF または HTML。</translation>
    </message>
    <message>
        <source>Print the names of the pages and end.</source>
        <translation>ページの名前を表示して終了する。</translation>
    </message>
    <message>
        <source>Of letters, in percent of the usual.</source>
        <translation>文字の大きさ（通常に対する百分率）。</translation>
    </message>
</context>
<context>
    <name>picture</name>
    <message>
        <source>Pictures (*.png);;Drawings (*.svg)</source>
        <translation>画像 (*.png);;図面 (*.svg)</translation>
    </message>
</context>
<context>
    <name>report</name>
    <message>
        <source>cheapest for this run: %1, %2 below %3; owning is cheapest in %4 of %5 draws</source>
        <translation>この学習ランの最安：%1（%3 より %2 安い）。所有が最安なのは %5 回のうち %4</translation>
    </message>
    <message>
        <source>cheapest for this run: %1, %2 below %3</source>
        <translation>この学習ランの最安：%1（%3 より %2 安い）</translation>
    </message>
    <message>
        <source>owning it takes more than the machine&apos;s life (%1)</source>
        <translation>所有すると機械の寿命を超えます（%1）</translation>
    </message>
    <message>
        <source>buying: economics.compare does not name on-prem</source>
        <translation>購入（economics.compare に on-prem がありません）</translation>
    </message>
    <message>
        <source>%1 is broken: %2 of %3</source>
        <translation>%1 の上限を超えています：%3 のところ %2</translation>
    </message>
    <message>
        <source>does not fit: %1 GiB offloaded in a server, %2 GiB more than the %3 GiB of its host</source>
        <translation>収まりません：サーバあたり %1 GiB のオフロードはホストの %3 GiB を %2 GiB 超えます</translation>
    </message>
    <message>
        <source>does not fit: %1 GiB offloaded in a server, %2 GiB more than the %3 GiB of its NVMe drives</source>
        <translation>収まりません：サーバあたり %1 GiB のオフロードは NVMe ドライブの %3 GiB を %2 GiB 超えます</translation>
    </message>
    <message>
        <source>what would fit:</source>
        <translation>収まる変更：</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>答え</translation>
    </message>
    <message>
        <source>takes</source>
        <translation>所要</translation>
    </message>
    <message>
        <source>needs</source>
        <translation>必要</translation>
    </message>
    <message>
        <source>decided</source>
        <translation>決め手</translation>
    </message>
    <message>
        <source>plan</source>
        <translation>計画</translation>
    </message>
    <message>
        <source>space</source>
        <translation>探索範囲</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>厳密</translation>
    </message>
    <message>
        <source>by what is next</source>
        <translation>次の候補による</translation>
    </message>
    <message>
        <source>it is the largest of the models</source>
        <translation>候補の中で最大のモデルのため</translation>
    </message>
    <message>
        <source>no plan is shorter at any price</source>
        <translation>いくら払ってもこれより短い計画はない</translation>
    </message>
    <message>
        <source>no more tokens for which the scaling law holds</source>
        <translation>スケーリング則が成り立つトークン数の上限</translation>
    </message>
    <message>
        <source>no plan fits into memory and keeps the conditions</source>
        <translation>メモリに収まり条件を満たす計画がない</translation>
    </message>
    <message>
        <source>no plan keeps all bounds at once</source>
        <translation>すべての上限を同時に守る計画がない</translation>
    </message>
    <message>
        <source>none fits, keeps the budget and meets the conditions</source>
        <translation>収まり、予算と条件を満たすものがありません</translation>
    </message>
    <message>
        <source>none fits and meets the conditions</source>
        <translation>収まり、条件を満たすものがありません</translation>
    </message>
    <message>
        <source>stopped before the end: what was not looked at may be better</source>
        <translation>途中で停止: 調べていないものの方が良いかもしれません</translation>
    </message>
    <message>
        <source>stopped before the end: plans that were not looked at may be better</source>
        <translation>途中で停止: 調べていない計画の方が良いかもしれません</translation>
    </message>
    <message>
        <source>over these, tokens in steps of 1 %, as a plan needs no less for more</source>
        <translation>この範囲で厳密。トークン数は 1 % 刻み（多いほど必要量は減らない）</translation>
    </message>
    <message>
        <source>what decided it</source>
        <translation>決め手</translation>
    </message>
    <message>
        <source>the best with another value</source>
        <translation>別の値での最良</translation>
    </message>
    <message>
        <source>here</source>
        <translation>ここ</translation>
    </message>
    <message>
        <source>there</source>
        <translation>別の値</translation>
    </message>
    <message>
        <source>and with it</source>
        <translation>同時に変わるもの</translation>
    </message>
    <message>
        <source>none meets the conditions</source>
        <translation>条件を満たすものがない</translation>
    </message>
    <message>
        <source>none fits in memory</source>
        <translation>メモリに収まるものがない</translation>
    </message>
    <message>
        <source>question</source>
        <translation>問い</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>損失</translation>
    </message>
    <message>
        <source>training the model</source>
        <translation>モデル自体の学習</translation>
    </message>
    <message>
        <source>training the model that this one starts from</source>
        <translation>元にしたモデルの学習</translation>
    </message>
    <message>
        <source>training the teacher, %1</source>
        <translation>教師 %1 の学習</translation>
    </message>
    <message>
        <source>beyond life</source>
        <translation>耐用年数の後</translation>
    </message>
    <message>
        <source>rank</source>
        <translation>順位</translation>
    </message>
    <message>
        <source>the largest model for %1 where %2</source>
        <translation>%2 の条件で %1 の予算で最大のモデル</translation>
    </message>
    <message>
        <source>the lowest loss for %1 where %2</source>
        <translation>%2 の条件で %1 の予算で最小の損失</translation>
    </message>
    <message>
        <source>the shortest run for %1 where %2</source>
        <translation>%2 の条件で %1 の予算で最短の学習</translation>
    </message>
    <message>
        <source>the largest model for %1</source>
        <translation>%1 の予算で最大のモデル</translation>
    </message>
    <message>
        <source>the lowest loss for %1</source>
        <translation>%1 の予算で最小の損失</translation>
    </message>
    <message>
        <source>the shortest run for %1</source>
        <translation>%1 の予算で最短の学習</translation>
    </message>
    <message>
        <source>%1: %2 parameters on %3 tokens, %4 a parameter</source>
        <translation>%1: パラメータ %2、トークン %3、パラメータあたり %4</translation>
    </message>
    <message>
        <source>%1 nats a token</source>
        <translation>トークンあたり %1 nat</translation>
    </message>
    <message>
        <source>loss %1</source>
        <translation>損失 %1</translation>
    </message>
    <message>
        <source>%1 plans in %2 on %3 threads: %4</source>
        <translation>%1 通りの計画、%2、%3 スレッド: %4</translation>
    </message>
    <message>
        <source>%1 plans</source>
        <translation>%1 通りの計画</translation>
    </message>
    <message>
        <source>in %1 searches over %2 models, %3 evaluated, the rest behind bounds or too large</source>
        <translation>%2 モデルで %1 回の探索、評価 %3、残りは下界で除外または大きすぎるもの</translation>
    </message>
    <message>
        <source>%1 evaluated, %2 too large for memory, %3 behind a bound</source>
        <translation>評価 %1、メモリに収まらない %2、下界で除外 %3</translation>
    </message>
    <message>
        <source>%1 of those evaluated fit and meet the conditions</source>
        <translation>評価したもののうち %1 がメモリに収まり条件を満たす</translation>
    </message>
    <message>
        <source>%1 on %2 threads</source>
        <translation>%1、%2 スレッド</translation>
    </message>
    <message>
        <source>1 % more tokens: %1</source>
        <translation>トークンを 1 % 増やすと: %1</translation>
    </message>
    <message>
        <source>%1 = %2 at the least</source>
        <translation>%1 は少なくとも %2</translation>
    </message>
    <message>
        <source>without the budget %1, with %2</source>
        <translation>予算がなければ %1、%2</translation>
    </message>
    <message>
        <source>left out %1</source>
        <translation>除外 %1</translation>
    </message>
    <message>
        <source>by %1, the %2 first</source>
        <translation>%1 順（%2から）</translation>
    </message>
    <message>
        <source>least</source>
        <translation>小さいもの</translation>
    </message>
    <message>
        <source>greatest</source>
        <translation>大きいもの</translation>
    </message>
    <message>
        <source>the least %1</source>
        <translation>最小の %1</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>ほか %1 件</translation>
    </message>
    <message>
        <source>no other plan is better in one of %1 and no worse in the rest</source>
        <translation>%1 のどれかで優れ、ほかで劣らない計画はほかにない</translation>
    </message>
    <message>
        <source>%1 is %2 of at most %3</source>
        <translation>%1 は %2（最大 %3）</translation>
    </message>
    <message>
        <source>%1 is %2 of at least %3</source>
        <translation>%1 は %2（最小 %3）</translation>
    </message>
    <message>
        <source>servers are bought whole, and one that serves is %1 of %2: by less than that differ %3</source>
        <translation>サーバは 1 台単位で買うもので、推論用 1 台は %2 の %1 にあたる。差がそれより小さいもの: %3</translation>
    </message>
    <message>
        <source>does not fit: stage %1 needs %2 GiB, %3 GiB more than the %4 GiB of %5</source>
        <translation>収まりません: ステージ %1 には %2 GiB が必要で、%5 の %4 GiB を %3 GiB 超えます</translation>
    </message>
    <message>
        <source>serving does not fit: no replica holds its weights and a request within memory and serving.token_ms</source>
        <translation>推論が収まりません: メモリと serving.token_ms の範囲で重みと要求を保持できるレプリカがありません</translation>
    </message>
    <message>
        <source>no one or two changes of the plan make it fit</source>
        <translation>計画を 1、2 か所変えても収まりません</translation>
    </message>
    <message>
        <source>what would fit:</source>
        <translation>収まる変更:</translation>
    </message>
    <message>
        <source>What it comes to</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Where time and memory go</source>
        <translation>時間とメモリの内訳</translation>
    </message>
    <message>
        <source>What is paid for</source>
        <translation>何に支払うか</translation>
    </message>
    <message>
        <source>What drives it</source>
        <translation>結果を動かすもの</translation>
    </message>
    <message>
        <source>Renting against owning</source>
        <translation>借りるか所有するか</translation>
    </message>
    <message>
        <source>Limits of the site and the budget</source>
        <translation>設置場所と予算の上限</translation>
    </message>
    <message>
        <source>What it rests on</source>
        <translation>結果の根拠</translation>
    </message>
    <message>
        <source>What is not counted</source>
        <translation>計上していないもの</translation>
    </message>
    <message>
        <source>Every number</source>
        <translation>すべての数値</translation>
    </message>
    <message>
        <source>energy</source>
        <translation>エネルギー</translation>
    </message>
    <message>
        <source>operational %1, embodied %2</source>
        <translation>運用 %1、製造 %2</translation>
    </message>
    <message>
        <source>%1 a GPU-hour</source>
        <translation>GPU 時間あたり %1</translation>
    </message>
    <message>
        <source>buying the machine</source>
        <translation>機材の購入</translation>
    </message>
    <message>
        <source>cheapest rent</source>
        <translation>最も安い借用</translation>
    </message>
    <message>
        <source>served</source>
        <translation>推論</translation>
    </message>
    <message>
        <source>on one's own servers</source>
        <translation>自社サーバで</translation>
    </message>
    <message>
        <source>on rented ones</source>
        <translation>借りたサーバで</translation>
    </message>
    <message>
        <source>first token</source>
        <translation>最初のトークン</translation>
    </message>
    <message>
        <source>days</source>
        <translation>日数</translation>
    </message>
    <message>
        <source>goodput %1</source>
        <translation>有効稼働率 %1</translation>
    </message>
    <message>
        <source>%1 failures expected</source>
        <translation>予想される故障 %1 回</translation>
    </message>
    <message>
        <source>an iteration</source>
        <translation>1 反復</translation>
    </message>
    <message>
        <source>speed of a GPU</source>
        <translation>GPU の速度</translation>
    </message>
    <message>
        <source>memory of the fullest stage</source>
        <translation>最も多いステージのメモリ</translation>
    </message>
    <message>
        <source>power of the facility</source>
        <translation>施設の電力</translation>
    </message>
    <message>
        <source>peak of servers and network %1</source>
        <translation>サーバとネットワークの最大 %1</translation>
    </message>
    <message>
        <source>Nothing is trained: no time, energy, carbon or dollars of training.</source>
        <translation>学習は行わないため、学習の時間・エネルギー・炭素・費用はありません。</translation>
    </message>
    <message>
        <source>The run never ends: failures come faster than work gets done.</source>
        <translation>学習は終わりません。作業が進むより速く故障が起きます。</translation>
    </message>
    <message>
        <source>No whole run: training.tokens is not given. What follows is of an iteration.</source>
        <translation>training.tokens がないため学習全体は計算できません。以下は 1 反復の値です。</translation>
    </message>
    <message>
        <source>Where the time of an iteration goes</source>
        <translation>1 反復の時間の内訳</translation>
    </message>
    <message>
        <source>time</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>iteration</source>
        <translation>反復</translation>
    </message>
    <message>
        <source>compute</source>
        <translation>計算</translation>
    </message>
    <message>
        <source>memory-bound</source>
        <translation>メモリ律速</translation>
    </message>
    <message>
        <source>recompute</source>
        <translation>再計算</translation>
    </message>
    <message>
        <source>tensor communication</source>
        <translation>テンソル並列の通信</translation>
    </message>
    <message>
        <source>pipeline communication</source>
        <translation>パイプラインの通信</translation>
    </message>
    <message>
        <source>data communication</source>
        <translation>データ並列の通信</translation>
    </message>
    <message>
        <source>bubble</source>
        <translation>バブル</translation>
    </message>
    <message>
        <source>context communication</source>
        <translation>コンテキスト並列の通信</translation>
    </message>
    <message>
        <source>expert communication</source>
        <translation>エキスパート並列の通信</translation>
    </message>
    <message>
        <source>host</source>
        <translation>ホスト</translation>
    </message>
    <message>
        <source>offload</source>
        <translation>オフロード</translation>
    </message>
    <message>
        <source>software stack</source>
        <translation>ソフトウェアスタック</translation>
    </message>
    <message>
        <source>What the stages of the pipeline do</source>
        <translation>パイプラインの各ステージの動作</translation>
    </message>
    <message>
        <source>share of the iteration</source>
        <translation>反復に占める割合</translation>
    </message>
    <message>
        <source>kernels</source>
        <translation>カーネル</translation>
    </message>
    <message>
        <source>communication</source>
        <translation>通信</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>待ち</translation>
    </message>
    <message>
        <source>stage %1</source>
        <translation>ステージ %1</translation>
    </message>
    <message>
        <source>Memory of the fullest stage</source>
        <translation>最も多いステージのメモリ</translation>
    </message>
    <message>
        <source>memory of an accelerator</source>
        <translation>アクセラレータのメモリ</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>gradients</source>
        <translation>勾配</translation>
    </message>
    <message>
        <source>activations</source>
        <translation>アクティベーション</translation>
    </message>
    <message>
        <source>working space</source>
        <translation>作業領域</translation>
    </message>
    <message>
        <source>logits</source>
        <translation>ロジット</translation>
    </message>
    <message>
        <source>runtime</source>
        <translation>ランタイム</translation>
    </message>
    <message>
        <source>buffers</source>
        <translation>バッファ</translation>
    </message>
    <message>
        <source>fragmentation</source>
        <translation>断片化</translation>
    </message>
    <message>
        <source>capacity, %1</source>
        <translation>容量 %1</translation>
    </message>
    <message>
        <source>In numbers</source>
        <translation>数値</translation>
    </message>
    <message>
        <source>cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>wall time</source>
        <translation>実時間</translation>
    </message>
    <message>
        <source>of it</source>
        <translation>割合</translation>
    </message>
    <message>
        <source>bill</source>
        <translation>費用</translation>
    </message>
    <message>
        <source>facility energy</source>
        <translation>施設のエネルギー</translation>
    </message>
    <message>
        <source>operational CO2e</source>
        <translation>運用の CO2e</translation>
    </message>
    <message>
        <source>This run's bill for owning, by cause</source>
        <translation>所有した場合のこの学習の費用、原因別</translation>
    </message>
    <message>
        <source>The cheapest rent of this run, by cause</source>
        <translation>最も安く借りた場合のこの学習の費用、原因別</translation>
    </message>
    <message>
        <source>paid for</source>
        <translation>支払い</translation>
    </message>
    <message>
        <source>memory-bound kernels</source>
        <translation>メモリ律速のカーネル</translation>
    </message>
    <message>
        <source>the forward pass again</source>
        <translation>順伝播の再計算</translation>
    </message>
    <message>
        <source>tensor parallel communication</source>
        <translation>テンソル並列の通信</translation>
    </message>
    <message>
        <source>context parallel communication</source>
        <translation>コンテキスト並列の通信</translation>
    </message>
    <message>
        <source>expert parallel communication</source>
        <translation>エキスパート並列の通信</translation>
    </message>
    <message>
        <source>data parallel communication</source>
        <translation>データ並列の通信</translation>
    </message>
    <message>
        <source>pipeline bubble</source>
        <translation>パイプラインのバブル</translation>
    </message>
    <message>
        <source>optimizer steps</source>
        <translation>オプティマイザの更新</translation>
    </message>
    <message>
        <source>offloaded states and the host's update</source>
        <translation>オフロードした状態とホストでの更新</translation>
    </message>
    <message>
        <source>what the software stack adds</source>
        <translation>ソフトウェアスタックの上乗せ</translation>
    </message>
    <message>
        <source>training waiting for checkpoints</source>
        <translation>チェックポイント待ち</translation>
    </message>
    <message>
        <source>work that failures made void</source>
        <translation>故障で失われた作業</translation>
    </message>
    <message>
        <source>restarts</source>
        <translation>再起動</translation>
    </message>
    <message>
        <source>waiting for a spare server</source>
        <translation>予備サーバ待ち</translation>
    </message>
    <message>
        <source>start-up</source>
        <translation>起動</translation>
    </message>
    <message>
        <source>the machine standing between runs</source>
        <translation>学習の合間に止まっている機材</translation>
    </message>
    <message>
        <source>Each input by itself goes from one end of its range to the other.</source>
        <translation>各入力を 1 つずつ、範囲の端から端まで動かしたものです。</translation>
    </message>
    <message>
        <source>Each input by itself goes from one end of its range to the other. %1 more inputs move it less.</source>
        <translation>各入力を 1 つずつ、範囲の端から端まで動かしたものです。ほかの %1 個の影響はこれより小さくなります。</translation>
    </message>
    <message>
        <source>What moves %1</source>
        <translation>%1 を動かすもの</translation>
    </message>
    <message>
        <source>input at its low end</source>
        <translation>入力が下限のとき</translation>
    </message>
    <message>
        <source>at its high end</source>
        <translation>上限のとき</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>現在値</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>日付なし</translation>
    </message>
    <message>
        <source>way of paying</source>
        <translation>支払い方法</translation>
    </message>
    <message>
        <source>contract</source>
        <translation>契約</translation>
    </message>
    <message>
        <source>price as of</source>
        <translation>価格の時点</translation>
    </message>
    <message>
        <source>this run</source>
        <translation>この学習</translation>
    </message>
    <message>
        <source>a GPU-hour</source>
        <translation>GPU 時間あたり</translation>
    </message>
    <message>
        <source>bound to</source>
        <translation>拘束額</translation>
    </message>
    <message>
        <source>break-even of owning [months]</source>
        <translation>所有の損益分岐 [月]</translation>
    </message>
    <message>
        <source>above use of</source>
        <translation>稼働率がこれを超えると</translation>
    </message>
    <message>
        <source>NPV of buying</source>
        <translation>購入の NPV</translation>
    </message>
    <message>
        <source>IRR</source>
        <translation>IRR</translation>
    </message>
    <message>
        <source>P10 to P90, with P50</source>
        <translation>P10〜P90 と P50</translation>
    </message>
    <message>
        <source>of the values in use</source>
        <translation>現在の値での結果</translation>
    </message>
    <message>
        <source>Spent over the machine's life</source>
        <translation>機材の寿命での支出</translation>
    </message>
    <message>
        <source>month %1</source>
        <translation>%1 か月目</translation>
    </message>
    <message>
        <source>A run also carries its share of the hours that an owned or committed machine stands; it is at work %1 of the time. Rings mark where owning and renting have cost the same.</source>
        <translation>学習は、所有または契約した機材が止まっている時間の分も負担します。稼働しているのは時間の %1 です。丸は所有と借用の累計が等しくなる点です。</translation>
    </message>
    <message>
        <source>limit</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>need</source>
        <translation>必要量</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>used</source>
        <translation>使用率</translation>
    </message>
    <message>
        <source>too much</source>
        <translation>超過</translation>
    </message>
    <message>
        <source>input</source>
        <translation>入力</translation>
    </message>
    <message>
        <source>value</source>
        <translation>値</translation>
    </message>
    <message>
        <source>low to high</source>
        <translation>下限〜上限</translation>
    </message>
    <message>
        <source>source</source>
        <translation>出典</translation>
    </message>
    <message>
        <source>as of</source>
        <translation>時点</translation>
    </message>
    <message>
        <source>Assumed, since nobody published them; what moves the answer most comes first</source>
        <translation>公表値がないため仮定した値。結果を大きく動かすものから順に並べています</translation>
    </message>
    <message>
        <source>Other assumptions (%1)</source>
        <translation>その他の仮定 (%1)</translation>
    </message>
    <message>
        <source>Given, and without effect here: %1</source>
        <translation>指定されたが、ここでは影響しないもの: %1</translation>
    </message>
    <message>
        <source>Given (%1)</source>
        <translation>指定 (%1)</translation>
    </message>
    <message>
        <source>From the database (%1)</source>
        <translation>データベースから (%1)</translation>
    </message>
    <message>
        <source>Prices of offers (%1)</source>
        <translation>プランの価格 (%1)</translation>
    </message>
    <message>
        <source>offer</source>
        <translation>プラン</translation>
    </message>
    <message>
        <source>provider</source>
        <translation>事業者</translation>
    </message>
    <message>
        <source>instance</source>
        <translation>インスタンス</translation>
    </message>
    <message>
        <source>metric</source>
        <translation>指標</translation>
    </message>
    <message>
        <source>P10 to P90</source>
        <translation>P10〜P90</translation>
    </message>
    <message>
        <source>meaning</source>
        <translation>意味</translation>
    </message>
    <message>
        <source>All metrics (%1)</source>
        <translation>すべての指標 (%1)</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>パラメータ %1</translation>
    </message>
    <message>
        <source>engine %1</source>
        <translation>エンジン %1</translation>
    </message>
    <message>
        <source>inputs %1</source>
        <translation>入力 %1</translation>
    </message>
    <message>
        <source>research staff</source>
        <translation>研究者の人件費</translation>
    </message>
    <message>
        <source>runs before this one that failed or were for tuning</source>
        <translation>これ以前の失敗や調整のための学習</translation>
    </message>
    <message>
        <source>making the data</source>
        <translation>データの作成</translation>
    </message>
    <message>
        <source>serving the model</source>
        <translation>モデルの推論</translation>
    </message>
    <message>
        <source>insurance and land</source>
        <translation>保険と土地</translation>
    </message>
    <message>
        <source>all of a run: it never ends</source>
        <translation>学習全体: 終わらないため</translation>
    </message>
    <message>
        <source>all of a run: no tokens are given</source>
        <translation>学習全体: トークン数がないため</translation>
    </message>
    <message>
        <source>buying: server.price_usd is not known</source>
        <translation>購入: server.price_usd が不明</translation>
    </message>
    <message>
        <source>renting: economics.compare names no offer</source>
        <translation>借用: economics.compare にプランがない</translation>
    </message>
    <message>
        <source>weather: site.pue stands, cooling.preset would compute it</source>
        <translation>気象: site.pue をそのまま使用。cooling.preset があれば計算します</translation>
    </message>
    <message>
        <source>network part by part: its share of the price stands, by its cables</source>
        <translation>ネットワークの部品別価格: ケーブルに応じた価格の割合で代用</translation>
    </message>
    <message>
        <source>taxes</source>
        <translation>税</translation>
    </message>
    <message>
        <source>embodied carbon of network and building</source>
        <translation>ネットワークと建物の製造時炭素</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>of nothing</source>
        <translation>対象なし</translation>
    </message>
    <message>
        <source>of %1 scenario</source>
        <translation>シナリオ %1 件</translation>
    </message>
    <message>
        <source>of %1 scenarios</source>
        <translation>シナリオ %1 件</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>シナリオ</translation>
    </message>
    <message>
        <source>scenario</source>
        <translation>シナリオ</translation>
    </message>
    <message>
        <source>cheapest for this run</source>
        <translation>この学習で最も安い方法</translation>
    </message>
    <message>
        <source>Differences are shares of the first scenario's value.</source>
        <translation>差は最初のシナリオの値に対する割合です。</translation>
    </message>
    <message>
        <source>Inputs that somebody gave.</source>
        <translation>指定された入力。</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>異なる入力</translation>
    </message>
    <message>
        <source>No input that somebody gave.</source>
        <translation>指定された入力に違いはありません。</translation>
    </message>
    <message>
        <source>Training by the cheapest way to pay, without what a base model or a teacher took; serving for a million tokens; ms: mean time of a token of an answer; life: training and all years of service.</source>
        <translation>学習は最安の支払い方法（元のモデルや教師モデルの学習は含まない）。推論は100万トークンあたり。ms：応答のトークンの平均時間。全期間：学習とサービス全年。</translation>
    </message>
    <message>
        <source>What was measured of the result.</source>
        <translation>結果の品質の測定値。</translation>
    </message>
    <message>
        <source>quality</source>
        <translation>品質</translation>
    </message>
    <message>
        <source>What others published of it.</source>
        <translation>公表されている数値。</translation>
    </message>
    <message>
        <source>figure</source>
        <translation>数値</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>並べて比較</translation>
    </message>
    <message>
        <source>power</source>
        <translation>電力</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>収まる</translation>
    </message>
    <message>
        <source>owned $/M</source>
        <translation>所有 $/M</translation>
    </message>
    <message>
        <source>rented $/M</source>
        <translation>借用 $/M</translation>
    </message>
    <message>
        <source>carbon: the columns count grids on different bases (carbon.basis); tonnes compare within one basis only</source>
        <translation>炭素: 列によって電力網の数え方 (carbon.basis) が異なります。比べられるのは同じ数え方の間だけです</translation>
    </message>
    <message>
        <source>Money over the months</source>
        <translation>月ごとの支出</translation>
    </message>
    <message>
        <source>Over the machine's life, after tax. Rings mark where owning and renting have cost the same.</source>
        <translation>機材の寿命での税引き後の額。丸は所有と借用の累計が等しくなる点です。</translation>
    </message>
    <message>
        <source>What the gaps between the bills are made of</source>
        <translation>費用の差の内訳</translation>
    </message>
    <message>
        <source>not counted</source>
        <translation>計上していないもの</translation>
    </message>
    <message>
        <source>nothing to draw</source>
        <translation>描くものがありません</translation>
    </message>
    <message>
        <source>en</source>
        <comment>code of the language</comment>
        <translation>ja</translation>
    </message>
    <message>
        <source>%1 (the axis does not begin at 0)</source>
        <translation>%1（軸は 0 から始まりません）</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1〜%2</translation>
    </message>
    <message>
        <source>the least cost for %1 where %2</source>
        <translation>%1 で %2 を満たす最小の費用</translation>
    </message>
    <message>
        <source>the least cost where %1</source>
        <translation>%1 を満たす最小の費用</translation>
    </message>
    <message>
        <source>%1: no number of tokens is enough</source>
        <translation>%1：足りるトークン数がありません</translation>
    </message>
    <message>
        <source>by each model: %1</source>
        <translation>モデルごと：%1</translation>
    </message>
    <message>
        <source>rented</source>
        <translation>借用</translation>
    </message>
    <message>
        <source>owned</source>
        <translation>所有</translation>
    </message>
    <message>
        <source>life</source>
        <translation>全期間</translation>
    </message>
    <message>
        <source>%1: no plan keeps all bounds on %2 tokens</source>
        <translation>%1：%2 トークンですべての条件を満たす計画がありません</translation>
    </message>
    <message>
        <source>%1: its loss is not known: laws speak of 16-bit models trained from nothing</source>
        <translation>%1：損失が不明です。スケーリング則が語るのは最初から学習した16ビットのモデルだけです</translation>
    </message>
    <message>
        <source>From %1, %2, to %3, %4</source>
        <translation>%1（%2）から %3（%4）へ</translation>
    </message>
    <message>
        <source>owning, for this run</source>
        <translation>所有（この学習の分）</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 のうち %1</translation>
    </message>
</context>
<context>
    <name>deepwallet::gui::WaysTable</name>
    <message>
        <source>P10</source>
        <translation>P10</translation>
    </message>
    <message>
        <source>P90</source>
        <translation>P90</translation>
    </message>
    <message>
        <source>this run</source>
        <translation>この学習ラン</translation>
    </message>
    <message>
        <source>to the base</source>
        <translation>基準との差</translation>
    </message>
    <message>
        <source>a GPU-hour</source>
        <translation>GPU 1時間</translation>
    </message>
    <message>
        <source>bound to</source>
        <translation>拘束額</translation>
    </message>
    <message>
        <source>break-even,
months of use</source>
        <translation>損益分岐
使用月数</translation>
    </message>
    <message>
        <source>break-even,
share of use</source>
        <translation>損益分岐
稼働率</translation>
    </message>
    <message>
        <source>buying instead:
NPV</source>
        <translation>購入した場合
NPV</translation>
    </message>
    <message>
        <source>buying instead:
IRR</source>
        <translation>購入した場合
IRR</translation>
    </message>
    <message>
        <source>paid back,
months</source>
        <translation>回収
月数</translation>
    </message>
    <message>
        <source>discounted,
months</source>
        <translation>割引回収
月数</translation>
    </message>
    <message>
        <source>owning is
cheaper in</source>
        <translation>所有が安い
割合</translation>
    </message>
    <message>
        <source>Way to pay that the others are compared with</source>
        <translation>他の方法と比べる支払い方法</translation>
    </message>
    <message>
        <source>Ways to pay side by side</source>
        <translation>支払い方法の比較</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>基準</translation>
    </message>
    <message>
        <source>way</source>
        <translation>方法</translation>
    </message>
</context>
<context>
    <name>path_name</name>
    <message>
        <source>%1 price</source>
        <translation>%1 の単価</translation>
    </message>
</context>
<context>
    <name>deepwallet::gui::WinnersPane</name>
    <message>
        <source>Across</source>
        <translation>横軸</translation>
    </message>
    <message>
        <source>Upwards</source>
        <translation>縦軸</translation>
    </message>
    <message>
        <source>cheapest</source>
        <translation>最安</translation>
    </message>
</context>
<context>
    <name>deepwallet::gui::Session</name>
    <message>
        <source>The text is not TOML: mend that first, as the page Text marks it</source>
        <translation>テキストが TOML ではありません。「テキスト」の印を先に直してください</translation>
    </message>
</context>
<context>
    <name>parser</name>
    <message>
        <source>month between %1 and %2 (inclusive)</source>
        <translation>%1 から %2 までの月</translation>
    </message>
    <message>
        <source>hour between %1 to %2 (inclusive)</source>
        <translation>%1 から %2 までの時</translation>
    </message>
    <message>
        <source>hour between %1 and %2 (inclusive)</source>
        <translation>%1 から %2 までの時</translation>
    </message>
    <message>
        <source>minute between %1 and %2 (inclusive)</source>
        <translation>%1 から %2 までの分</translation>
    </message>
    <message>
        <source>second between %1 and %2 (inclusive)</source>
        <translation>%1 から %2 までの秒</translation>
    </message>
    <message>
        <source>day between %1 and %2 (inclusive)</source>
        <translation>%1 から %2 までの日</translation>
    </message>
    <message>
        <source>%1-digit year</source>
        <translation>%1 桁の年</translation>
    </message>
    <message>
        <source>%1-digit month</source>
        <translation>%1 桁の月</translation>
    </message>
    <message>
        <source>%1-digit day</source>
        <translation>%1 桁の日</translation>
    </message>
    <message>
        <source>%1-digit hour</source>
        <translation>%1 桁の時</translation>
    </message>
    <message>
        <source>%1-digit minute</source>
        <translation>%1 桁の分</translation>
    </message>
    <message>
        <source>%1-digit second</source>
        <translation>%1 桁の秒</translation>
    </message>
    <message>
        <source>Error while parsing %1: %2</source>
        <translation>%1を読む途中の誤り：%2</translation>
    </message>
    <message>
        <source>Encountered invalid utf-8 sequence</source>
        <translation>UTF-8 として正しくないバイト列があります</translation>
    </message>
    <message>
        <source>Encountered overlong utf-8 sequence</source>
        <translation>UTF-8 として長すぎるバイト列があります</translation>
    </message>
    <message>
        <source>Encountered EOF during incomplete utf-8 code point sequence</source>
        <translation>UTF-8 の文字の途中でファイルが終わっています</translation>
    </message>
    <message>
        <source>encountered end-of-file</source>
        <translation>ファイルが途中で終わっています</translation>
    </message>
    <message>
        <source>cannot redefine existing %1 &apos;%2&apos;</source>
        <translation>%1 &apos;%2&apos; はすでにあります</translation>
    </message>
    <message>
        <source>cannot redefine existing %1 &apos;%2&apos; as %3</source>
        <translation>%1 &apos;%2&apos; はすでにあり、%3にはできません</translation>
    </message>
    <message>
        <source>cannot insert &apos;%1&apos; into existing %2</source>
        <translation>すでにある%2に &apos;%1&apos; は入れられません</translation>
    </message>
    <message>
        <source>could not determine value type</source>
        <translation>値の型が分かりません</translation>
    </message>
    <message>
        <source>leading zeroes are prohibited</source>
        <translation>先頭に 0 は書けません</translation>
    </message>
    <message>
        <source>missing exponent</source>
        <translation>指数がありません</translation>
    </message>
    <message>
        <source>underscores must be followed by digits</source>
        <translation>下線の後には数字が要ります</translation>
    </message>
    <message>
        <source>underscores may only follow digits</source>
        <translation>下線は数字の後にだけ書けます</translation>
    </message>
    <message>
        <source>values may not begin with underscores</source>
        <translation>値は下線で始められません</translation>
    </message>
    <message>
        <source>unexpected control character</source>
        <translation>制御文字は書けません</translation>
    </message>
    <message>
        <source>unescaped control characters other than TAB (U+0009) are explicitly prohibited</source>
        <translation>タブ以外の制御文字はエスケープなしには書けません</translation>
    </message>
    <message>
        <source>control characters other than TAB (U+0009) are explicitly prohibited</source>
        <translation>タブ以外の制御文字は書けません</translation>
    </message>
    <message>
        <source>control characters other than TAB (U+0009) are explicitly prohibited in comments</source>
        <translation>コメントにタブ以外の制御文字は書けません</translation>
    </message>
    <message>
        <source>unknown escape sequence &apos;%1&apos;</source>
        <translation>エスケープ &apos;%1&apos; は知られていません</translation>
    </message>
    <message>
        <source>tables with blank bare keys are explicitly prohibited</source>
        <translation>名前のないテーブルは書けません</translation>
    </message>
    <message>
        <source>exceeded maximum nested value depth of %1</source>
        <translation>入れ子が %1 段を超えています</translation>
    </message>
    <message>
        <source>exceeds length limit of %1 digits</source>
        <translation>%1 桁を超えています</translation>
    </message>
    <message>
        <source>unicode surrogates (U+D800 - U+DFFF) are explicitly prohibited</source>
        <translation>サロゲート（U+D800〜U+DFFF）は書けません</translation>
    </message>
    <message>
        <source>values greater than U+10FFFF are invalid</source>
        <translation>U+10FFFF より大きい文字はありません</translation>
    </message>
    <message>
        <source>fractional component exceeds maximum precision of %1</source>
        <translation>小数部は %1 桁までです</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not representable in 64 bits</source>
        <translation>&apos;%1&apos; は 64 ビットに収まりません</translation>
    </message>
    <message>
        <source>expected %1, saw &apos;%2&apos;</source>
        <translation>%1が来るはずの所に &apos;%2&apos; があります</translation>
    </message>
    <message>
        <source>expected %1, saw %2</source>
        <translation>%1が来るはずの所に%2があります</translation>
    </message>
    <message>
        <source>a comment or whitespace</source>
        <translation>コメントか空白</translation>
    </message>
    <message>
        <source>keys, tables, whitespace or comments</source>
        <translation>キー、テーブル、空白かコメント</translation>
    </message>
    <message>
        <source>comma or closing &apos;]&apos;</source>
        <translation>コンマか閉じ括弧 &apos;]&apos;</translation>
    </message>
    <message>
        <source>comma or closing &apos;}&apos;</source>
        <translation>コンマか閉じ括弧 &apos;}&apos;</translation>
    </message>
    <message>
        <source>key or closing &apos;}&apos;</source>
        <translation>キーか閉じ括弧 &apos;}&apos;</translation>
    </message>
    <message>
        <source>value or closing &apos;]&apos;</source>
        <translation>値か閉じ括弧 &apos;]&apos;</translation>
    </message>
    <message>
        <source>key-value pair or closing &apos;}&apos;</source>
        <translation>キーと値の組か閉じ括弧 &apos;}&apos;</translation>
    </message>
    <message>
        <source>value-terminator</source>
        <translation>値の終わり</translation>
    </message>
    <message>
        <source>digit</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>decimal digit</source>
        <translation>十進の数字</translation>
    </message>
    <message>
        <source>hexadecimal digit</source>
        <translation>十六進の数字</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>コンマ</translation>
    </message>
    <message>
        <source>closing &apos;}&apos; (dangling comma)</source>
        <translation>閉じ括弧 &apos;}&apos;（余分なコンマ）</translation>
    </message>
    <message>
        <source>array</source>
        <translation>配列</translation>
    </message>
    <message>
        <source>boolean</source>
        <translation>真偽値</translation>
    </message>
    <message>
        <source>comment</source>
        <translation>コメント</translation>
    </message>
    <message>
        <source>date</source>
        <translation>日付</translation>
    </message>
    <message>
        <source>date-time</source>
        <translation>日時</translation>
    </message>
    <message>
        <source>date-time offset</source>
        <translation>時差</translation>
    </message>
    <message>
        <source>floating-point</source>
        <translation>浮動小数点数</translation>
    </message>
    <message>
        <source>hexadecimal floating-point</source>
        <translation>十六進の浮動小数点数</translation>
    </message>
    <message>
        <source>binary integer</source>
        <translation>二進の整数</translation>
    </message>
    <message>
        <source>octal integer</source>
        <translation>八進の整数</translation>
    </message>
    <message>
        <source>decimal integer</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>hexadecimal integer</source>
        <translation>十六進の整数</translation>
    </message>
    <message>
        <source>integer</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>inline table</source>
        <translation>インラインテーブル</translation>
    </message>
    <message>
        <source>key</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>key-value pair</source>
        <translation>キーと値の組</translation>
    </message>
    <message>
        <source>literal string</source>
        <translation>リテラル文字列</translation>
    </message>
    <message>
        <source>root table</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>string</source>
        <translation>文字列</translation>
    </message>
    <message>
        <source>table</source>
        <translation>テーブル</translation>
    </message>
    <message>
        <source>table header</source>
        <translation>テーブルの見出し</translation>
    </message>
    <message>
        <source>time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>unicode scalar sequence</source>
        <translation>文字コード</translation>
    </message>
    <message>
        <source>value</source>
        <translation>値</translation>
    </message>
</context>
<context>
    <name>deepwallet::gui::ExplanationTree</name>
    <message>
        <source>Number</source>
        <translation>数値</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>値</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>意味</translation>
    </message>
    <message>
        <source>Formula or source</source>
        <translation>式または出典</translation>
    </message>
    <message>
        <source>How it came about</source>
        <translation>算出根拠</translation>
    </message>
</context>
</TS>
