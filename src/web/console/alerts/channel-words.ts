import type { Language } from "../../../domain/room-state.ts";
import type { ShownChannel } from "../../../protocol/hub/shown-alerts.ts";

type Kind = ShownChannel["kind"];

interface ChannelWords {
  none: string;
  noneHint: string;
  add: string;
  addTitle: string;
  kind: string;
  kinds: Record<Kind, string>;
  name: string;
  url: string;
  urlHints: Record<Kind, string>;
  password: string;
  passwordHint: string;
  from: string;
  to: string;
  toHint: string;
  least: string;
  quiet: string;
  noQuiet: string;
  quietOf: (from: string, to: string, zone: string) => string;
  quietFrom: string;
  quietTo: string;
  zone: string;
  zoneHint: string;
  weekends: string;
  andWeekends: string;
  except: string;
  exceptNone: string;
  authority: string;
  authorityHint: string;
  more: string;
  secretTitle: string;
  secretHint: string;
  change: string;
  save: string;
  test: string;
  delivered: string;
  problem: string;
  good: string;
  remove: string;
  removeQuestion: (name: string) => string;
  removeConsequence: string;
}

export const channelWords: Record<Language, ChannelWords> = {
  en: {
    none: "Nobody is told of alerts",
    noneHint: "Add a webhook, a mail server or a syslog server. Until then alerts are seen here only.",
    add: "Add",
    addTitle: "Tell somebody else",
    kind: "By",
    kinds: { webhook: "Webhook", email: "E-mail", syslog: "Syslog" },
    name: "Name",
    url: "Address",
    urlHints: {
      webhook: "https://host/path. Each message is signed.",
      email: "smtps://user@host or smtp://user@host of your mail server, without the password.",
      syslog: "tls://host:port or tcp://host:port.",
    },
    password: "Password of the mail server",
    passwordHint: "Kept encrypted and never shown.",
    from: "Sender",
    to: "Recipients",
    toHint: "Several with commas between them.",
    least: "Tell of",
    quiet: "Quiet hours",
    noQuiet: "No quiet hours",
    quietOf: (from, to, zone) => `${from}–${to}, ${zone}`,
    quietFrom: "From",
    quietTo: "To",
    zone: "Time zone",
    zoneHint: "Such as Europe/Oslo.",
    weekends: "Saturdays and Sundays, too",
    andWeekends: "and weekends",
    except: "Told even then",
    exceptNone: "Nothing",
    authority: "Certificate of the server’s authority",
    authorityHint: "PEM; only when the system does not know it.",
    more: "Quiet hours and trust",
    secretTitle: "Secret that signs the messages",
    secretHint: "The receiver checks the header x-roomkeeper-signature with it.",
    change: "Change",
    save: "Save",
    test: "Send a test",
    delivered: "The test was delivered.",
    problem: "The last message was not delivered",
    good: "No trouble",
    remove: "Remove",
    removeQuestion: (name) => `Tell ${name} no more?`,
    removeConsequence: "Messages that wait for it are dropped.",
  },
  zh: {
    none: "没有人收到告警通知",
    noneHint: "请添加 Webhook、邮件服务器或 Syslog 服务器。在此之前只能在这里看到告警。",
    add: "添加",
    addTitle: "添加通知对象",
    kind: "方式",
    kinds: { webhook: "Webhook", email: "电子邮件", syslog: "Syslog" },
    name: "名称",
    url: "地址",
    urlHints: {
      webhook: "https://主机/路径。每条消息都有签名。",
      email: "邮件服务器的 smtps://用户@主机 或 smtp://用户@主机,不含密码。",
      syslog: "tls://主机:端口 或 tcp://主机:端口。",
    },
    password: "邮件服务器密码",
    passwordHint: "加密保存，不会显示。",
    from: "发件人",
    to: "收件人",
    toHint: "多个地址用逗号分隔。",
    least: "通知级别",
    quiet: "免打扰时段",
    noQuiet: "无免打扰时段",
    quietOf: (from, to, zone) => `${from}–${to}，${zone}`,
    quietFrom: "从",
    quietTo: "到",
    zone: "时区",
    zoneHint: "例如 Asia/Shanghai。",
    weekends: "包括周六和周日",
    andWeekends: "及周末",
    except: "此时仍通知",
    exceptNone: "无",
    authority: "服务器证书颁发机构的证书",
    authorityHint: "PEM；仅当系统不认识时需要。",
    more: "免打扰与信任",
    secretTitle: "消息签名密钥",
    secretHint: "接收方用它检查 x-roomkeeper-signature 标头。",
    change: "更改",
    save: "保存",
    test: "发送测试",
    delivered: "测试消息已送达。",
    problem: "上一条消息未送达",
    good: "正常",
    remove: "移除",
    removeQuestion: (name) => `不再通知 ${name}？`,
    removeConsequence: "等待发送的消息将被丢弃。",
  },
};
