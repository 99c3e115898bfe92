<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
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
</context>
<context>
    <name>deepwallet::gui::ComparePage</name>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>Base of the comparison</source>
        <translation>比較の基準</translation>
    </message>
    <message>
        <source>Scenarios side by side</source>
        <translation>シナリオの並列比較</translation>
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
        <source>to the base</source>
        <translation>基準比</translation>
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
        <source>month %1</source>
        <translation>%1 か月</translation>
    </message>
    <message>
        <source>From %1 to %2: owning, for this run</source>
        <translation>%1 から %2 へ：この学習ランの所有費用</translation>
    </message>
    <message>
        <source>From %1 to %2: the cheapest rent</source>
        <translation>%1 から %2 へ：最安のレンタル</translation>
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
</context>
<context>
    <name>deepwallet::gui::MainWindow</name>
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
        <source>Ready</source>
        <translation>準備完了</translation>
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
        <source>Pictures (*.png)</source>
        <translation>画像 (*.png)</translation>
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
</context>
<context>
    <name>deepwallet::gui::OverviewPage</name>
    <message>
        <source>Communication and idleness take %1 of the run: %2, %3 and %4.</source>
        <translation>通信と遊休が学習ランのうち %1 を占めます：%2、%3、%4。</translation>
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
        <source>An iteration takes %1. Most of it, %2 %, goes to %3; stage %4 sets the pace.</source>
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
    <name>deepwallet::gui::SweepPage</name>
    <message>
        <source>Sweep</source>
        <translation>スイープ</translation>
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
        <source>Wheel, W and S: zoom. Drag, A and D: move. Shift and drag: measure. Double click, Home: all.</source>
        <translation>ホイール、W / S：拡大・縮小　ドラッグ、A / D：移動　Shift + ドラッグ：計測　ダブルクリック、Home：全体</translation>
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
        <source>Picture (PNG)…</source>
        <translation>画像 (PNG)…</translation>
    </message>
    <message>
        <source>Drawing (SVG)…</source>
        <translation>図面 (SVG)…</translation>
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
        <source>Pictures (*.png)</source>
        <translation>画像 (*.png)</translation>
    </message>
    <message>
        <source>%1 cannot be written</source>
        <translation>%1 に書き込めません</translation>
    </message>
    <message>
        <source>Save drawing</source>
        <translation>図面を保存</translation>
    </message>
    <message>
        <source>Drawings (*.svg)</source>
        <translation>図面 (*.svg)</translation>
    </message>
    <message>
        <source>Save trace</source>
        <translation>トレースを保存</translation>
    </message>
    <message>
        <source>Traces (*.json)</source>
        <translation>トレース (*.json)</translation>
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
    <name>deepwallet::gui::UncertaintyPage</name>
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
        <source>Range</source>
        <translation>範囲</translation>
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
</context>
<context>
    <name>deepwallet::gui::WinnersView</name>
    <message>
        <source>Map of winners</source>
        <translation>最安マップ</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>結果なし</translation>
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
</context>
</TS>
