<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>Account</name>
    <message>
        <source>This device has no vault: the sign-in is kept in a file that only you may read.</source>
        <translation>このデバイスには保管庫がないため、ログイン情報は本人だけが読めるファイルに保存されます。</translation>
    </message>
    <message>
        <source>Signed in as {name}.</source>
        <translation>{name} としてログインしました。</translation>
    </message>
    <message>
        <source>Signed out here. The other devices could not be reached: try again later.</source>
        <translation>このデバイスはログアウトしました。他のデバイスには接続できませんでした。しばらくしてからお試しください。</translation>
    </message>
    <message>
        <source>Signed out.</source>
        <translation>ログアウトしました。</translation>
    </message>
    <message>
        <source>The sign-in was refused on the other device.</source>
        <translation>もう一方のデバイスでログインが拒否されました。</translation>
    </message>
    <message>
        <source>The code is too old by now. Ask for a new one.</source>
        <translation>コードの有効期限が切れました。新しいコードを取得してください。</translation>
    </message>
    <message>
        <source>We can&apos;t reach the account. Check the connection.</source>
        <translation>アカウントに接続できません。接続を確認してください。</translation>
    </message>
    <message>
        <source>This service has no accounts. Everything plays without one.</source>
        <translation>このサービスにアカウントはありません。すべてログインなしで視聴できます。</translation>
    </message>
    <message>
        <source>The connection to the account isn&apos;t secure, so we stopped.</source>
        <translation>アカウントへの接続が安全でないため、停止しました。</translation>
    </message>
    <message>
        <source>The account gave an answer that we don&apos;t understand.</source>
        <translation>アカウントからの応答を理解できませんでした。</translation>
    </message>
    <message>
        <source>Another plan of this service may have it.</source>
        <translation>このサービスの別のプランなら視聴できるかもしれません。</translation>
    </message>
    <message>
        <source>Sign in if your plan has it.</source>
        <translation>ご契約のプランに含まれている場合は、サインインしてください。</translation>
    </message>
    <message>
        <source>Your plan “{plan}” doesn&apos;t have it. Another one may.</source>
        <translation>ご契約の「{plan}」プランには含まれていません。別のプランなら視聴できるかもしれません。</translation>
    </message>
    <message>
        <source>All devices of this account were signed out.</source>
        <translation>このアカウントのすべての端末がサインアウトされました。</translation>
    </message>
    <message>
        <source>This device was signed out from somewhere else.</source>
        <translation>この端末は別の場所からサインアウトされました。</translation>
    </message>
    <message>
        <source>What was yours is gone from here. Sign in again to go on.</source>
        <translation>お客様のデータはこの端末から消去されました。続けるには、もう一度サインインしてください。</translation>
    </message>
    <message>
        <source>This title isn&apos;t part of your plan.</source>
        <translation>この作品はご契約のプランに含まれていません。</translation>
    </message>
</context>
<context>
    <name>Announcer</name>
    <message>
        <source>Buffering</source>
        <translation>読み込み中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>一時停止中</translation>
    </message>
    <message>
        <source>Playing {title}</source>
        <translation>{title} を再生中</translation>
    </message>
    <message>
        <source>The end</source>
        <translation>終わり</translation>
    </message>
</context>
<context>
    <name>BrowseRoutes</name>
    <message>
        <source>Nothing is on your list yet.</source>
        <translation>リストにはまだ何もありません。</translation>
    </message>
    <message>
        <source>A title&apos;s page has a button that puts it here.</source>
        <translation>作品ページのボタンで追加できます。</translation>
    </message>
    <message>
        <source>Nothing of this kind is here.</source>
        <translation>このジャンルの作品はありません。</translation>
    </message>
</context>
<context>
    <name>BufferingArc</name>
    <message>
        <source>Buffering</source>
        <translation>読み込み中</translation>
    </message>
</context>
<context>
    <name>CaptionStyle</name>
    <message>
        <source>Small</source>
        <translation>小</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>標準</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>大</translation>
    </message>
    <message>
        <source>Very large</source>
        <translation>特大</translation>
    </message>
    <message>
        <source>White</source>
        <translation>白</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>黄</translation>
    </message>
    <message>
        <source>Cyan</source>
        <translation>シアン</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>緑</translation>
    </message>
    <message>
        <source>Dark glass</source>
        <translation>暗いガラス</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>黒</translation>
    </message>
    <message>
        <source>None</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>縁取り</translation>
    </message>
    <message>
        <source>Shadow</source>
        <translation>影</translation>
    </message>
    <message>
        <source>Below</source>
        <translation>下</translation>
    </message>
    <message>
        <source>Above</source>
        <translation>上</translation>
    </message>
</context>
<context>
    <name>CaptionStylePage</name>
    <message>
        <source>Size</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>色</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>背景</translation>
    </message>
    <message>
        <source>Edge</source>
        <translation>縁</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Subtitle style</source>
        <translation>字幕のスタイル</translation>
    </message>
    <message>
        <source>As it comes</source>
        <translation>初期設定</translation>
    </message>
    <message>
        <source>Undo all of it.</source>
        <translation>すべて元に戻します。</translation>
    </message>
    <message>
        <source>This is how subtitles look.</source>
        <translation>字幕はこのように表示されます。</translation>
    </message>
</context>
<context>
    <name>Catalogue</name>
    <message>
        <source>This title has left the catalogue.</source>
        <translation>この作品は配信を終了しました。</translation>
    </message>
    <message>
        <source>Go back and choose another one.</source>
        <translation>前に戻って別の作品を選んでください。</translation>
    </message>
    <message>
        <source>We can&apos;t reach the catalogue.</source>
        <translation>カタログに接続できません。</translation>
    </message>
    <message>
        <source>Check the connection, then try again.</source>
        <translation>接続を確認して、もう一度お試しください。</translation>
    </message>
    <message>
        <source>The catalogue is having a rest.</source>
        <translation>カタログは現在休止中です。</translation>
    </message>
    <message>
        <source>It may be back in a moment: try again.</source>
        <translation>まもなく復旧する見込みです。もう一度お試しください。</translation>
    </message>
    <message>
        <source>The catalogue gave an answer that we don&apos;t understand.</source>
        <translation>カタログからの応答を理解できませんでした。</translation>
    </message>
    <message>
        <source>Try again later, or update Playhead.</source>
        <translation>しばらくしてからもう一度試すか、Playhead を更新してください。</translation>
    </message>
    <message>
        <source>The demo service can&apos;t start.</source>
        <translation>デモサービスを起動できません。</translation>
    </message>
    <message>
        <source>Try again, or start Playhead anew.</source>
        <translation>もう一度試すか、Playhead を再起動してください。</translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <source>Audio {number}</source>
        <translation>音声 {number}</translation>
    </message>
    <message>
        <source>Subtitles {number}</source>
        <translation>字幕 {number}</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>オフ</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>as good as the connection allows</source>
        <translation>接続状況に応じた最高画質</translation>
    </message>
    <message>
        <source>for the hard of hearing</source>
        <translation>聴覚障害者向け</translation>
    </message>
    <message>
        <source>mono</source>
        <translation>モノラル</translation>
    </message>
    <message>
        <source>stereo</source>
        <translation>ステレオ</translation>
    </message>
    <message>
        <source>commentary</source>
        <translation>解説</translation>
    </message>
    <message>
        <source>audio description</source>
        <translation>音声ガイド</translation>
    </message>
    <message>
        <source>dubbed</source>
        <translation>吹替</translation>
    </message>
</context>
<context>
    <name>ControlLine</name>
    <message>
        <source>Back 10 seconds</source>
        <translation>10秒戻す</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>再生</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Forward 10 seconds</source>
        <translation>10秒進める</translation>
    </message>
    <message>
        <source>Sound on</source>
        <translation>消音を解除</translation>
    </message>
    <message>
        <source>Sound off</source>
        <translation>消音</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>音声</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>画質</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>再生速度</translation>
    </message>
    <message>
        <source>%1 ×</source>
        <translation>%1×</translation>
    </message>
    <message>
        <source>Sleep timer is set</source>
        <translation>スリープタイマー設定中</translation>
    </message>
    <message>
        <source>Sleep timer</source>
        <translation>スリープタイマー</translation>
    </message>
    <message>
        <source>On</source>
        <translation>オン</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>統計情報</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全画面</translation>
    </message>
    <message>
        <source>Picture in picture</source>
        <translation>ピクチャー・イン・ピクチャー</translation>
    </message>
</context>
<context>
    <name>DetailsPage</name>
    <message>
        <source>More like this</source>
        <translation>似ている作品</translation>
    </message>
</context>
<context>
    <name>DetailsTop</name>
    <message>
        <source>In the making · %1 %</source>
        <translation>制作中 · %1%</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>続きから再生</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>再生</translation>
    </message>
    <message>
        <source>From the start</source>
        <translation>最初から再生</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>ダウンロード</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再試行</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>On my list</source>
        <translation>リストに追加済み</translation>
    </message>
    <message>
        <source>My list</source>
        <translation>マイリスト</translation>
    </message>
    <message>
        <source>Remove from “continue watching”</source>
        <translation>「続きを見る」から外す</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>サインイン</translation>
    </message>
    <message>
        <source>Your account</source>
        <translation>アカウント</translation>
    </message>
    <message>
        <source>Not in your plan</source>
        <translation>プラン対象外</translation>
    </message>
</context>
<context>
    <name>DownloadChoice</name>
    <message>
        <source>Download “%1” in</source>
        <translation>「%1」のダウンロード画質</translation>
    </message>
    <message>
        <source>One moment: how large is it?</source>
        <translation>サイズを確認しています…</translation>
    </message>
    <message>
        <source>Back returns.</source>
        <translation>戻るボタンで前の画面へ。</translation>
    </message>
</context>
<context>
    <name>DownloadLine</name>
    <message>
        <source>Play</source>
        <translation>再生</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再試行</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>続きから再生</translation>
    </message>
    <message>
        <source>Really delete?</source>
        <translation>本当に削除しますか?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
</context>
<context>
    <name>Downloads</name>
    <message>
        <source>Its time is over</source>
        <translation>有効期限切れ</translation>
    </message>
    <message>
        <source>Downloading · {percent} %</source>
        <translation>ダウンロード中 · {percent}%</translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation>順番待ち</translation>
    </message>
    <message>
        <source>Waits for the network · {percent} %</source>
        <translation>ネットワーク待ち · {percent}%</translation>
    </message>
    <message>
        <source>Paused · {percent} %</source>
        <translation>一時停止 · {percent}%</translation>
    </message>
    <message>
        <source>Is being deleted</source>
        <translation>削除中</translation>
    </message>
    <message>
        <source>{done} of {whole}</source>
        <translation>{done} / {whole}</translation>
    </message>
    <message>
        <source>can be watched until {date}</source>
        <translation>{date}まで視聴可能</translation>
    </message>
    <message>
        <source>{used} used, {free} free</source>
        <translation>使用中 {used}、空き {free}</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>制限なし</translation>
    </message>
    <message>
        <source>{size} at most</source>
        <translation>最大 {size}</translation>
    </message>
    <message>
        <source>Downloaded</source>
        <translation>ダウンロード量</translation>
    </message>
    <message>
        <source>This needs a connection. Downloaded titles still play.</source>
        <translation>接続が必要です。ダウンロード済みの作品は再生できます。</translation>
    </message>
    <message>
        <source>The download has begun.</source>
        <translation>ダウンロードを開始しました。</translation>
    </message>
    <message>
        <source>about {size}</source>
        <translation>約 {size}</translation>
    </message>
    <message>
        <source>Sound only</source>
        <translation>音声のみ</translation>
    </message>
</context>
<context>
    <name>DownloadsPage</name>
    <message>
        <source>Downloads</source>
        <translation>ダウンロード</translation>
    </message>
    <message>
        <source>What all downloads may take together. Enter changes it.</source>
        <translation>すべてのダウンロードが使用できる容量です。決定ボタンで変更します。</translation>
    </message>
    <message>
        <source>Nothing is downloaded yet.</source>
        <translation>ダウンロードした作品はまだありません。</translation>
    </message>
    <message>
        <source>Choose Download on a title&apos;s page, and watch it without a connection.</source>
        <translation>作品のページで「ダウンロード」を選ぶと、接続なしで視聴できます。</translation>
    </message>
</context>
<context>
    <name>EpisodeTile</name>
    <message>
        <source>Episode %1, %2</source>
        <translation>第%1話 %2</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>Episodes</name>
    <message>
        <source>{number}. {name}</source>
        <translation>{number}. {name}</translation>
    </message>
</context>
<context>
    <name>ErrorPanel</name>
    <message>
        <source>Try again</source>
        <translation>再試行</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>詳細をコピー</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Live</source>
        <translation>ライブ</translation>
    </message>
    <message>
        <source>With</source>
        <translation>出演</translation>
    </message>
    <message>
        <source>Director</source>
        <translation>監督</translation>
    </message>
    <message>
        <source>Genre</source>
        <translation>ジャンル</translation>
    </message>
</context>
<context>
    <name>FaultPage</name>
    <message>
        <source>Go on</source>
        <translation>続ける</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>詳細をコピー</translation>
    </message>
</context>
<context>
    <name>Faults</name>
    <message>
        <source>Something went wrong inside Playhead.</source>
        <translation>Playhead 内で問題が発生しました。</translation>
    </message>
    <message>
        <source>You can go on. If it happens again, start Playhead anew.</source>
        <translation>このまま続けられます。再び起きた場合は Playhead を再起動してください。</translation>
    </message>
    <message>
        <source>You can go on. What happened is kept on this device only, in {file}.</source>
        <translation>このまま続けられます。発生した内容はこのデバイスの {file} にのみ保存されます。</translation>
    </message>
    <message>
        <source>The details are on the clipboard.</source>
        <translation>詳細をクリップボードにコピーしました。</translation>
    </message>
</context>
<context>
    <name>Grid</name>
    <message>
        <source>My list</source>
        <translation>マイリスト</translation>
    </message>
</context>
<context>
    <name>Hero</name>
    <message>
        <source>In the making</source>
        <translation>制作中</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>再生</translation>
    </message>
    <message>
        <source>More</source>
        <translation>詳細</translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message>
        <source>Continue watching</source>
        <translation>視聴を続ける</translation>
    </message>
    <message>
        <source>My list</source>
        <translation>マイリスト</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新着</translation>
    </message>
</context>
<context>
    <name>HomeBar</name>
    <message>
        <source>Search</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>My list</source>
        <translation>マイリスト</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>ダウンロード</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Profile: %1</source>
        <translation>プロフィール：%1</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>There is nothing to watch here yet.</source>
        <translation>ここにはまだ作品がありません。</translation>
    </message>
    <message>
        <source>Come back in a moment.</source>
        <translation>しばらくしてからもう一度お越しください。</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>ダウンロード</translation>
    </message>
</context>
<context>
    <name>HomeSkeleton</name>
    <message>
        <source>Loading</source>
        <translation>読み込み中</translation>
    </message>
</context>
<context>
    <name>Household</name>
    <message>
        <source>The PIN lets {name} in.</source>
        <translation>PIN で {name} を開きます。</translation>
    </message>
    <message>
        <source>Choose a PIN of four digits.</source>
        <translation>4桁の PIN を決めてください。</translation>
    </message>
    <message>
        <source>First the PIN that holds until now.</source>
        <translation>まず現在の PIN を入力してください。</translation>
    </message>
    <message>
        <source>The PIN, for the last time.</source>
        <translation>最後に PIN を入力してください。</translation>
    </message>
    <message>
        <source>What this device remembered was damaged. It has begun anew.</source>
        <translation>このデバイスの記録が破損していたため、新しく作り直しました。</translation>
    </message>
    <message>
        <source>This device can&apos;t keep what you watch.</source>
        <translation>このデバイスは視聴履歴を保存できません。</translation>
    </message>
    <message>
        <source>Profiles are the parents&apos; business.</source>
        <translation>プロフィールは保護者が変更します。</translation>
    </message>
</context>
<context>
    <name>KeyPad</name>
    <message>
        <source>Keyboard</source>
        <translation>キーボード</translation>
    </message>
    <message>
        <source>space</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>Delete the last letter</source>
        <translation>最後の文字を消す</translation>
    </message>
    <message>
        <source>clear</source>
        <translation>消去</translation>
    </message>
    <message>
        <source>Delete everything</source>
        <translation>すべて消す</translation>
    </message>
</context>
<context>
    <name>LiveBadge</name>
    <message>
        <source>Live</source>
        <translation>ライブ</translation>
    </message>
    <message>
        <source>Go live</source>
        <translation>ライブへ</translation>
    </message>
</context>
<context>
    <name>Moments</name>
    <message>
        <source>Skip recap</source>
        <translation>あらすじをスキップ</translation>
    </message>
    <message>
        <source>Skip intro</source>
        <translation>オープニングをスキップ</translation>
    </message>
    <message>
        <source>Recap skipped – watch it</source>
        <translation>あらすじを飛ばしました – 見る</translation>
    </message>
    <message>
        <source>Intro skipped – watch it</source>
        <translation>オープニングを飛ばしました – 見る</translation>
    </message>
</context>
<context>
    <name>News</name>
    <message>
        <source>A new episode of “{series}”: {episode}</source>
        <translation>「{series}」の新しいエピソード：{episode}</translation>
    </message>
</context>
<context>
    <name>NextUpCard</name>
    <message>
        <source>Next episode: %1</source>
        <translation>次のエピソード: %1</translation>
    </message>
    <message>
        <source>Are you still watching?</source>
        <translation>まだ視聴していますか?</translation>
    </message>
    <message>
        <source>Next in %1 s</source>
        <translation>あと%1秒で次へ</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>続ける</translation>
    </message>
    <message>
        <source>Play now</source>
        <translation>今すぐ再生</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>今はしない</translation>
    </message>
</context>
<context>
    <name>OfflineMark</name>
    <message>
        <source>Offline · as you saw it last</source>
        <translation>オフライン・前回の表示</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Something went wrong on our side.</source>
        <translation>こちら側で問題が発生しました。</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>もう一度お試しください。</translation>
    </message>
    <message>
        <source>Some titles did not arrive.</source>
        <translation>一部の作品を読み込めませんでした。</translation>
    </message>
    <message>
        <source>Removed from “continue watching”.</source>
        <translation>「視聴を続ける」から外しました。</translation>
    </message>
</context>
<context>
    <name>PictureInPicture</name>
    <message>
        <source>Play</source>
        <translation type="unfinished">再生</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished">一時停止</translation>
    </message>
    <message>
        <source>Back to the large picture</source>
        <translation>大きな画面に戻す</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>%1, small picture</source>
        <translation>%1、小さな画面</translation>
    </message>
    <message>
        <source>Arrows move it, Enter makes it large.</source>
        <translation>矢印で移動、Enterで拡大します。</translation>
    </message>
</context>
<context>
    <name>Pin</name>
    <message>
        <source>This device can&apos;t look it up just now.</source>
        <translation>このデバイスでは現在確認できません。</translation>
    </message>
    <message>
        <source>Too many wrong tries. Minutes to wait: {count}</source>
        <translation>間違いが続きました。待ち時間（分）：{count}</translation>
    </message>
    <message>
        <source>Not quite. Tries left: {count}</source>
        <translation>違います。残り回数：{count}</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message numerus="yes">
        <source>%n digit(s) entered</source>
        <translation>
            <numerusform>%n 桁入力しました</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translation>最後の数字を消す</translation>
    </message>
</context>
<context>
    <name>PlayerMenu</name>
    <message>
        <source>Audio</source>
        <translation>音声</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>画質</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>再生速度</translation>
    </message>
    <message>
        <source>Sleep timer</source>
        <translation>スリープタイマー</translation>
    </message>
</context>
<context>
    <name>PlayerOverlay</name>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>ライブ</translation>
    </message>
    <message>
        <source>Rewind %1×</source>
        <translation>巻き戻し %1×</translation>
    </message>
    <message>
        <source>Fast forward %1×</source>
        <translation>早送り %1×</translation>
    </message>
</context>
<context>
    <name>Preparation</name>
    <message>
        <source>%1 is being made: %2 percent</source>
        <translation>%1を制作中: %2パーセント</translation>
    </message>
    <message>
        <source>The studio is still drawing this one. It starts by itself as soon as it is ready.</source>
        <translation>スタジオが制作中です。完成すると自動的に再生が始まります。</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>Code {number}</source>
        <translation>コード {number}</translation>
    </message>
    <message>
        <source>A part of this download is damaged.</source>
        <translation>ダウンロードの一部が破損しています。</translation>
    </message>
    <message>
        <source>A part of this title can&apos;t be read.</source>
        <translation>この作品の一部を読み込めません。</translation>
    </message>
    <message>
        <source>A part of this title is missing.</source>
        <translation>この作品の一部がありません。</translation>
    </message>
    <message>
        <source>An advertisement could not be played.</source>
        <translation>広告を再生できませんでした。</translation>
    </message>
    <message>
        <source>Another Playhead is downloading this title.</source>
        <translation>別の Playhead がこの作品をダウンロード中です。</translation>
    </message>
    <message>
        <source>Another title was chosen.</source>
        <translation>別の作品が選ばれました。</translation>
    </message>
    <message>
        <source>Check the address, or choose another title.</source>
        <translation>アドレスを確認するか、別の作品を選んでください。</translation>
    </message>
    <message>
        <source>Check the connection, then try again.</source>
        <translation>接続を確認して、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Check the folder&apos;s permissions.</source>
        <translation>フォルダーのアクセス権を確認してください。</translation>
    </message>
    <message>
        <source>Check this device&apos;s date and time, then try again.</source>
        <translation>このデバイスの日付と時刻を確認して、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Choose another title.</source>
        <translation>別の作品を選んでください。</translation>
    </message>
    <message>
        <source>Choose other captions.</source>
        <translation>別の字幕を選んでください。</translation>
    </message>
    <message>
        <source>Connect a screen with copy protection (HDCP), or choose another title.</source>
        <translation>著作権保護(HDCP)に対応した画面を接続するか、別の作品を選んでください。</translation>
    </message>
    <message>
        <source>Connect one; the picture plays on without.</source>
        <translation>接続してください。映像はそのまま再生されます。</translation>
    </message>
    <message>
        <source>Delete a download.</source>
        <translation>ダウンロードを削除してください。</translation>
    </message>
    <message>
        <source>Download the title again.</source>
        <translation>作品をもう一度ダウンロードしてください。</translation>
    </message>
    <message>
        <source>Downloads have no space left of what was set aside.</source>
        <translation>ダウンロード用に確保した容量がいっぱいです。</translation>
    </message>
    <message>
        <source>Free some space, then try again.</source>
        <translation>空き容量を増やして、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Install VLC, then start again.</source>
        <translation>VLC をインストールして、もう一度起動してください。</translation>
    </message>
    <message>
        <source>It may be back in a moment: try again, or choose another title.</source>
        <translation>まもなく復旧する見込みです。もう一度試すか、別の作品を選んでください。</translation>
    </message>
    <message>
        <source>Make a new one.</source>
        <translation>新しく作成してください。</translation>
    </message>
    <message>
        <source>Picture or sound can&apos;t be shown.</source>
        <translation>映像または音声を出力できません。</translation>
    </message>
    <message>
        <source>Playback lost its place.</source>
        <translation>再生位置が失われました。</translation>
    </message>
    <message>
        <source>Resume the download to mend it.</source>
        <translation>ダウンロードを再開すると修復されます。</translation>
    </message>
    <message>
        <source>Some captions could not be loaded.</source>
        <translation>一部の字幕を読み込めませんでした。</translation>
    </message>
    <message>
        <source>Something could not be stored on this device.</source>
        <translation>このデバイスに保存できませんでした。</translation>
    </message>
    <message>
        <source>Something went wrong inside the player.</source>
        <translation>プレーヤーで問題が発生しました。</translation>
    </message>
    <message>
        <source>Start it in a desktop session.</source>
        <translation>デスクトップ環境で起動してください。</translation>
    </message>
    <message>
        <source>Start the title again.</source>
        <translation>作品をもう一度再生してください。</translation>
    </message>
    <message>
        <source>The connection is too slow to go on.</source>
        <translation>接続が遅すぎるため、再生を続けられません。</translation>
    </message>
    <message>
        <source>The connection to this title&apos;s server broke off.</source>
        <translation>この作品のサーバーとの接続が切れました。</translation>
    </message>
    <message>
        <source>The connection to this title&apos;s server isn&apos;t secure, so we stopped.</source>
        <translation>この作品のサーバーとの接続が安全でないため、停止しました。</translation>
    </message>
    <message>
        <source>The licence for this title doesn&apos;t open it.</source>
        <translation>この作品のライセンスでは再生できません。</translation>
    </message>
    <message>
        <source>The licence for this title has run out.</source>
        <translation>この作品のライセンスは期限切れです。</translation>
    </message>
    <message>
        <source>The picture plays on without.</source>
        <translation>映像は字幕なしで再生を続けます。</translation>
    </message>
    <message>
        <source>The player can&apos;t do this right now.</source>
        <translation>プレーヤーは現在この操作を行えません。</translation>
    </message>
    <message>
        <source>The player is closed.</source>
        <translation>プレーヤーは閉じられています。</translation>
    </message>
    <message>
        <source>The time of this download has run out.</source>
        <translation>このダウンロードの有効期限が切れました。</translation>
    </message>
    <message>
        <source>The video decoder (VLC) isn&apos;t installed.</source>
        <translation>ビデオデコーダー(VLC)がインストールされていません。</translation>
    </message>
    <message>
        <source>The video decoder gave up.</source>
        <translation>ビデオデコーダーが停止しました。</translation>
    </message>
    <message>
        <source>There is no screen to show the app on.</source>
        <translation>アプリを表示する画面がありません。</translation>
    </message>
    <message>
        <source>There is no sound device.</source>
        <translation>音声デバイスがありません。</translation>
    </message>
    <message>
        <source>There is no space left on this device.</source>
        <translation>このデバイスに空き容量がありません。</translation>
    </message>
    <message>
        <source>There is no video at this address.</source>
        <translation>このアドレスに動画はありません。</translation>
    </message>
    <message>
        <source>These captions can&apos;t be read.</source>
        <translation>この字幕を読み込めません。</translation>
    </message>
    <message>
        <source>This download isn&apos;t on this device.</source>
        <translation>このダウンロードはこのデバイスにありません。</translation>
    </message>
    <message>
        <source>This title can&apos;t be downloaded.</source>
        <translation>この作品はダウンロードできません。</translation>
    </message>
    <message>
        <source>This title can&apos;t be unlocked: its key doesn&apos;t fit.</source>
        <translation>鍵が合わないため、この作品を再生できません。</translation>
    </message>
    <message>
        <source>This title changed during its download.</source>
        <translation>ダウンロード中に作品の内容が変更されました。</translation>
    </message>
    <message>
        <source>This title comes in no format that this device can play.</source>
        <translation>この作品には、このデバイスで再生できる形式がありません。</translation>
    </message>
    <message>
        <source>This title has an address that we don&apos;t open.</source>
        <translation>この作品のアドレスは開けません。</translation>
    </message>
    <message>
        <source>This title has nothing to play yet.</source>
        <translation>この作品にはまだ再生できるものがありません。</translation>
    </message>
    <message>
        <source>This title is protected, and nobody told us where its licence is to be had.</source>
        <translation>この作品は保護されていますが、ライセンスの取得先がわかりません。</translation>
    </message>
    <message>
        <source>This title is protected, and this player has no key system for it.</source>
        <translation>この作品は保護されており、このプレーヤーは対応していません。</translation>
    </message>
    <message>
        <source>This title isn&apos;t part of your plan.</source>
        <translation>この作品はご契約のプランに含まれていません。</translation>
    </message>
    <message>
        <source>This title may not be shown on the connected screen.</source>
        <translation>この作品は接続中の画面に表示できません。</translation>
    </message>
    <message>
        <source>This title uses a format that we don&apos;t know.</source>
        <translation>この作品の形式には対応していません。</translation>
    </message>
    <message>
        <source>This title&apos;s description can&apos;t be read.</source>
        <translation>この作品の情報を読み込めません。</translation>
    </message>
    <message>
        <source>This title&apos;s licence could not be opened.</source>
        <translation>この作品のライセンスを開けませんでした。</translation>
    </message>
    <message>
        <source>This title&apos;s server sent far more than it should.</source>
        <translation>この作品のサーバーが過大なデータを送信しました。</translation>
    </message>
    <message>
        <source>This title&apos;s server sent us round in circles.</source>
        <translation>この作品のサーバーが転送を繰り返しました。</translation>
    </message>
    <message>
        <source>This title&apos;s server turned the request down.</source>
        <translation>この作品のサーバーがリクエストを拒否しました。</translation>
    </message>
    <message>
        <source>Try again later, or choose another title.</source>
        <translation>しばらくしてからもう一度試すか、別の作品を選んでください。</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>しばらくしてからもう一度お試しください。</translation>
    </message>
    <message>
        <source>Try again, or choose a lower quality.</source>
        <translation>もう一度試すか、画質を下げてください。</translation>
    </message>
    <message>
        <source>Try again, or choose another title.</source>
        <translation>もう一度試すか、別の作品を選んでください。</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>もう一度お試しください。</translation>
    </message>
    <message>
        <source>Use an http or https address.</source>
        <translation>http または https のアドレスを使ってください。</translation>
    </message>
    <message>
        <source>Wait until it is done.</source>
        <translation>完了するまでお待ちください。</translation>
    </message>
    <message>
        <source>Watch it while you are connected.</source>
        <translation>接続中にご覧ください。</translation>
    </message>
    <message>
        <source>We can&apos;t reach this title&apos;s server.</source>
        <translation>この作品のサーバーに接続できません。</translation>
    </message>
    <message>
        <source>We can&apos;t write to this device&apos;s storage.</source>
        <translation>このデバイスのストレージに書き込めません。</translation>
    </message>
    <message>
        <source>We couldn&apos;t get the licence for this title.</source>
        <translation>この作品のライセンスを取得できませんでした。</translation>
    </message>
    <message>
        <source>We skipped it and went on.</source>
        <translation>その部分を飛ばして再生を続けました。</translation>
    </message>
</context>
<context>
    <name>ProfileEditor</name>
    <message>
        <source>Somebody new</source>
        <translation>新しい人</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>%1 を変更</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Kids profile</source>
        <translation>キッズプロフィール</translation>
    </message>
    <message>
        <source>Titles above the limit are not shown at all.</source>
        <translation>制限を超える作品は表示されません。</translation>
    </message>
    <message>
        <source>On</source>
        <translation>オン</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>オフ</translation>
    </message>
    <message>
        <source>Age limit</source>
        <translation>年齢制限</translation>
    </message>
    <message>
        <source>What is rated higher can&apos;t be found.</source>
        <translation>それより上の作品は見つかりません。</translation>
    </message>
    <message>
        <source>What is rated higher asks for the parents&apos; PIN.</source>
        <translation>それより上の作品は保護者の PIN が必要です。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>For all ages</source>
        <translation>全年齢</translation>
    </message>
    <message>
        <source>Up to %1</source>
        <translation>%1 まで</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Really delete everything of it?</source>
        <translation>本当にすべて削除しますか？</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
</context>
<context>
    <name>ProfilesPage</name>
    <message>
        <source>Whom do you want to change?</source>
        <translation>誰を変更しますか？</translation>
    </message>
    <message>
        <source>Who&apos;s watching?</source>
        <translation>誰が見ますか？</translation>
    </message>
    <message>
        <source>Kids</source>
        <translation>キッズ</translation>
    </message>
    <message>
        <source>Up to %1</source>
        <translation>%1 まで</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Change profiles</source>
        <translation>プロフィールを変更</translation>
    </message>
    <message>
        <source>Change the parents&apos; PIN</source>
        <translation>保護者の PIN を変更</translation>
    </message>
    <message>
        <source>Set a parents&apos; PIN</source>
        <translation>保護者の PIN を設定</translation>
    </message>
    <message>
        <source>Remove the PIN</source>
        <translation>PIN を削除</translation>
    </message>
</context>
<context>
    <name>Quality</name>
    <message>
        <source>Auto</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>Data saver</source>
        <translation>データ節約</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>最高画質</translation>
    </message>
    <message>
        <source>Quality on a cable</source>
        <translation>画質（有線）</translation>
    </message>
    <message>
        <source>Quality on Wi-Fi</source>
        <translation>画質（Wi-Fi）</translation>
    </message>
    <message>
        <source>Quality on mobile data</source>
        <translation>画質（モバイルデータ）</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>画質</translation>
    </message>
</context>
<context>
    <name>ReadinessVeil</name>
    <message>
        <source>In the making · %1 %</source>
        <translation>制作中 · %1%</translation>
    </message>
    <message>
        <source>Coming soon</source>
        <translation>近日公開</translation>
    </message>
</context>
<context>
    <name>Screen</name>
    <message>
        <source>own window</source>
        <translation>専用ウィンドウ</translation>
    </message>
    <message>
        <source>in the page</source>
        <translation>ページ内</translation>
    </message>
    <message>
        <source>the page lost {share} % of the pictures</source>
        <translation>ページではコマの{share} %が失われました</translation>
    </message>
    <message>
        <source>Surface</source>
        <translation>表示面</translation>
    </message>
</context>
<context>
    <name>Scrubber</name>
    <message>
        <source>Live, %1</source>
        <translation>ライブ %1</translation>
    </message>
    <message>
        <source>Position %1 of %2</source>
        <translation>再生位置 %1 / %2</translation>
    </message>
</context>
<context>
    <name>SearchOffers</name>
    <message>
        <source>You searched for</source>
        <translation>最近の検索</translation>
    </message>
    <message>
        <source>Forget these</source>
        <translation>履歴を消す</translation>
    </message>
    <message>
        <source>Or look around by genre</source>
        <translation>ジャンルから探す</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>Search</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Titles, people, genres</source>
        <translation>作品・人・ジャンル</translation>
    </message>
    <message>
        <source>Nothing is called “%1” here.</source>
        <translation>「%1」は見つかりませんでした。</translation>
    </message>
    <message>
        <source>Try fewer letters, a name or a genre.</source>
        <translation>文字を減らすか、名前やジャンルで試してください。</translation>
    </message>
</context>
<context>
    <name>Seasons</name>
    <message>
        <source>Download episode %1</source>
        <translation>第%1話をダウンロード</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>What the app speaks. Titles keep their own.</source>
        <translation>アプリの表示言語です。作品の言語は変わりません。</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>システムに合わせる</translation>
    </message>
    <message>
        <source>Calm motion</source>
        <translation>動きを減らす</translation>
    </message>
    <message>
        <source>Pages and rows fade instead of sliding.</source>
        <translation>ページや列がスライドせずフェードで切り替わります。</translation>
    </message>
    <message>
        <source>On</source>
        <translation>オン</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>オフ</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字サイズ</translation>
    </message>
    <message>
        <source>Larger words everywhere in the app.</source>
        <translation>アプリ全体の文字を大きくします。</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>アカウント</translation>
    </message>
    <message>
        <source>Sign in with a phone or a computer.</source>
        <translation>スマートフォンやパソコンでログインします。</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>未ログイン</translation>
    </message>
    <message>
        <source>Enter changes a setting. Back returns.</source>
        <translation>決定ボタンで変更、戻るボタンで前の画面へ。</translation>
    </message>
    <message>
        <source>Subtitle style</source>
        <translation>字幕のスタイル</translation>
    </message>
    <message>
        <source>Size, colour, background, edge and position.</source>
        <translation>サイズ、色、背景、縁、位置。</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>カスタム</translation>
    </message>
    <message>
        <source>As it comes</source>
        <translation>初期設定</translation>
    </message>
    <message>
        <source>Data saver: up to 480 lines and little ahead, half a gigabyte an hour. Best: never less than the best, even if it has to wait.</source>
        <translation>データ節約：最大480ライン、先読みも少なめで、1時間に約0.5GB。最高画質：待つことになっても画質を下げません。</translation>
    </message>
    <message>
        <source>Skip intros and recaps</source>
        <translation>オープニングとあらすじを飛ばす</translation>
    </message>
    <message>
        <source>Without being asked. A button takes you back.</source>
        <translation>確認なしで飛ばします。ボタンで戻れます。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>In the page</source>
        <translation>ページ内</translation>
    </message>
    <message>
        <source>Own window</source>
        <translation>専用ウィンドウ</translation>
    </message>
    <message>
        <source>Video surface</source>
        <translation>映像の表示面</translation>
    </message>
    <message>
        <source>A window of its own helps where films stutter.</source>
        <translation>映像がカクつくときは専用ウィンドウが役に立ちます。</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Sign in</source>
        <translation>ログイン</translation>
    </message>
    <message>
        <source>Scan the code with your phone, or open this address and type the letters:</source>
        <translation>スマートフォンでコードを読み取るか、このアドレスを開いて文字を入力してください:</translation>
    </message>
    <message>
        <source>Asking for a code …</source>
        <translation>コードを取得中…</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>ログアウト</translation>
    </message>
    <message>
        <source>Sign out on all devices</source>
        <translation>すべてのデバイスからログアウト</translation>
    </message>
    <message>
        <source>Get a new code</source>
        <translation>新しいコードを取得</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>QR code for %1</source>
        <translation>%1 の QR コード</translation>
    </message>
    <message>
        <source>See your plan</source>
        <translation>プランを見る</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>ブラウザーで開く</translation>
    </message>
</context>
<context>
    <name>SleepTimer</name>
    <message>
        <source>Off</source>
        <translation>オフ</translation>
    </message>
    <message>
        <source>{count} minutes</source>
        <translation>{count}分</translation>
    </message>
    <message>
        <source>At the end of this title</source>
        <translation>この作品の終わりまで</translation>
    </message>
</context>
<context>
    <name>SmallPicture</name>
    <message>
        <source>It plays on in the corner. P and then Enter makes it large again.</source>
        <translation>隅で再生を続けます。P、Enterの順に押すと大きく戻ります。</translation>
    </message>
</context>
<context>
    <name>Speeds</name>
    <message>
        <source>Normal</source>
        <translation>標準</translation>
    </message>
    <message>
        <source>{factor} ×</source>
        <translation>{factor}×</translation>
    </message>
</context>
<context>
    <name>Stats</name>
    <message>
        <source>Picture</source>
        <translation>映像</translation>
    </message>
    <message>
        <source>Decoder</source>
        <translation>デコーダー</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>フレーム</translation>
    </message>
    <message>
        <source>{shown} shown · {dropped} dropped</source>
        <translation>表示 {shown} · 欠落 {dropped}</translation>
    </message>
    <message>
        <source>Buffer</source>
        <translation>バッファ</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>スループット</translation>
    </message>
    <message>
        <source>Started in</source>
        <translation>開始までの時間</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>待機</translation>
    </message>
    <message>
        <source>{count} · {time} in all</source>
        <translation>{count}回 · 合計 {time}</translation>
    </message>
    <message>
        <source>Switches</source>
        <translation>切り替え</translation>
    </message>
    <message>
        <source>Downloaded</source>
        <translation>ダウンロード量</translation>
    </message>
    <message>
        <source>Last decision</source>
        <translation>直近の判断</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>理由</translation>
    </message>
</context>
<context>
    <name>StatsGraph</name>
    <message>
        <source>Buffer, throughput and bitrate of the last minute</source>
        <translation>直近1分間のバッファ、スループット、ビットレート</translation>
    </message>
    <message>
        <source>Buffer, up to %1</source>
        <translation>バッファ(最大 %1)</translation>
    </message>
    <message>
        <source>Throughput, up to %1</source>
        <translation>スループット(最大 %1)</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>選択</translation>
    </message>
</context>
<context>
    <name>StatsPanel</name>
    <message>
        <source>Statistics</source>
        <translation>統計情報</translation>
    </message>
</context>
<context>
    <name>Tile</name>
    <message>
        <source>%1, not ready yet</source>
        <translation>%1、準備中</translation>
    </message>
    <message>
        <source>%1, live</source>
        <translation>%1、ライブ</translation>
    </message>
    <message>
        <source>%1, new episode</source>
        <translation>%1、新エピソード</translation>
    </message>
    <message>
        <source>%1, not in your plan</source>
        <translation>%1、プラン対象外</translation>
    </message>
    <message>
        <source>LIVE</source>
        <translation>ライブ</translation>
    </message>
    <message>
        <source>New episode</source>
        <translation>新エピソード</translation>
    </message>
    <message>
        <source>Not in your plan</source>
        <translation>プラン対象外</translation>
    </message>
</context>
<context>
    <name>Units</name>
    <message>
        <source>{number} s</source>
        <translation>{number} 秒</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours}時間{minutes}分</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes}分</translation>
    </message>
    <message>
        <source>{number} Mb/s</source>
        <translation>{number} Mb/s</translation>
    </message>
    <message>
        <source>{number} kb/s</source>
        <translation>{number} kb/s</translation>
    </message>
    <message>
        <source>{number} GB</source>
        <translation>{number} GB</translation>
    </message>
    <message>
        <source>{number} MB</source>
        <translation>{number} MB</translation>
    </message>
</context>
<context>
    <name>VolumeSign</name>
    <message>
        <source>Sound off</source>
        <translation>消音</translation>
    </message>
    <message>
        <source>Volume %1 percent</source>
        <translation>音量 %1パーセント</translation>
    </message>
</context>
</TS>
