/** Before or in brackets after a label: the number is for telephones or room systems, not for the web client. */
export const phoneContext =
  /phone|telef|téléphone|telepon|(?<!\p{L})dial|call.?in(?!\p{L})|audio|numeric|voip|pstn|(?<!\p{L})tel(?!\p{L})|mobile|h\.?323|(?<!\p{L})sip(?!\p{L})|video ?(?:conferencing )?(?:system|device)|room system|vtc|tenant|\+\d[\d ().-]{6,}\d|テレビ|電話|电话|手机|拨号|呼入|전화|телефон/iu;

/** Anywhere in what belongs to a label: the code is the host's, a recording's, a network's, a door's. */
const strong =
  /(?<!\p{L})(?:host|co-?host|moderator\p{L}*|organi[sz]er|organisator\p{L}*|presenter|panelist|veranstalter|gastgeber|animateur|modérateur|anfitrión|wi-?fi|wlan|wireless|ssid|hotspot|guest network|gäste-?netz|door|entrance|eingang|haustür|building|elevator|alarm|parking|vpn|recordings?|recorded|aufzeichnung\p{L}*|enregistrement|grabación|gravação|registrazione|replay|playback)(?!\p{L})|主持人|主席|联席|管理员|ホスト|호스트|无线|無線|热点|門禁|门禁|大门|大門|房门|停车|录制|錄製|录像|录屏|回放|録画|녹화/iu;

/** Right before a label: the code opens something else. */
const near =
  /(?<!\p{L})(?:owner|admin\p{L}*|network|netzwerk|gate|tür|porte|puerta|porta|gebäude|lift|locker|safe|parkplatz|garage|printer|drucker|laptop|computer|rechner|pc|login|log-in|account|konto|files?|zip|archive|slides|documents?|pdf|download|datei|dateien|fichier|folder|ordner|share|survey|course|kurs|registration|anmeldung|key|schlüssel|ключ)(?!\p{L})[^\p{L}]{0,3}(?:\p{L}+[^\p{L}]{1,3})?$|(?:文件|文档|解压|提取|网盘|共享|登录|登陆|開機|开机|邮箱|电脑|加群)$/iu;

/** `before` is what stands before a label and belongs to it. */
export function isForeign(before: string): boolean {
  return strong.test(before) || near.test(before);
}

/** A line about one of these owns the code that follows it. */
export const otherThing =
  /(?<!\p{L})(?:wi-?fi|wlan|ssid|hotspot|door|entrance|eingang|haustür|porte d'entrée|alarm|gate)(?!\p{L})|无线|無線|门禁|門禁|(?:recordings?|aufzeichnung|enregistrement|grabación|录制|錄製|录像|回放|録画)[^:：]{0,20}[:：]/iu;

/**
 * Headings of the part for telephones and room systems. "Dial-in" and "Einwahl" alone are not: people call any way into a
 * meeting so.
 */
export const phoneHeading =
  /dial by your location|one tap mobile|(?:join|dial(?:-| )?in|call(?:-| )?in) (?:by|from|via|with|using) (?:a |an |your )?(?:phone|telephone|sip|h\.?323|video)|by phone|(?<!\p{L})(?:tele)?phone ?:|per telefon|telefonisch|telefoneinwahl|telefon ?:|par téléphone|téléphone ?:|por teléfono|por telefone|telefonicamente|手机一键|电话入会|电话呼入|位置拨号|電話で|ダイヤルイン|전화로|по телефону|(?:dial|call[- ]?in|einwahl|einwählen|拨)[^\n]{0,40}\+\d[\d ().-]{6,}/iu;

/** A line that goes on with that part: numbers to dial, with their country. */
export const phoneLine = /^[\s\p{P}\p{S}]{0,6}\+?\d[\d\s().,;#*-]{5,}|^[\s\p{P}\p{S}\p{N}]*$/u;
