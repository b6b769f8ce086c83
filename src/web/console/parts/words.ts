import type { Language } from "../../../domain/room-state.ts";

export interface PartWords {
  loading: string;
  again: string;
  details: string;
  /** By the hub's code: what happened, and what one can do. */
  refusals: Record<string, string>;
  refused: string;
  elsewhere: string;
  optional: string;
  cancel: string;
  save: string;
  justNow: string;
  shownOnce: string;
  copy: string;
  copied: string;
  haveIt: string;
}

export const partWords: Record<Language, PartWords> = {
  en: {
    loading: "Loading…",
    again: "Try again",
    details: "What the hub said",
    refusals: {
      "hub.unreachable": "The hub does not answer. Check the network; nothing was changed, unless you see it here.",
      "hub.signed-out": "You are signed out. Sign in again; then repeat what you wanted to do.",
      "hub.forbidden": "Your role does not allow this. An administrator of the organisation can change that.",
      "hub.refused": "The hub refuses this.",
      "hub.not-found": "This does not exist, or no longer. Look at the list again.",
      "hub.conflict": "Somebody has changed this in the meantime, or the name is taken. Look again, then repeat it.",
      "hub.in-use": "Something still depends on this.",
      "hub.busy": "Too many requests at once. Wait a moment, then try again.",
      "hub.store":
        "The hub cannot write to its store now. Nothing was changed. Whoever runs the hub has to look at it.",
      "hub.invalid": "Something that was entered is not right.",
      "hub.claim": "The code is wrong, used or too old. Let the room show a new one.",
      "hub.was-revoked":
        "The key of this computer was revoked before. It may have been stolen or copied: make sure where it is, then say that it is to be trusted again.",
      "config.invalid": "These settings do not fit.",
      programming: "The hub failed on this. Its log says why.",
    },
    refused: "The hub did not do this.",
    elsewhere: "The other server does not answer the hub as it should. Check its address, then try again.",
    optional: "optional",
    cancel: "Cancel",
    save: "Save",
    justNow: "just now",
    shownOnce: "It is shown this once and never again.",
    copy: "Copy",
    copied: "Copied",
    haveIt: "I have it",
  },
  zh: {
    loading: "正在加载…",
    again: "重试",
    details: "中心的说明",
    refusals: {
      "hub.unreachable": "中心没有响应。请检查网络；除非此处显示已更改，否则没有任何更改。",
      "hub.signed-out": "您已退出登录。请重新登录，然后再次操作。",
      "hub.forbidden": "您的角色不允许此操作。组织的管理员可以更改。",
      "hub.refused": "中心拒绝了此操作。",
      "hub.not-found": "此项不存在或已被删除。请重新查看列表。",
      "hub.conflict": "此项刚刚被他人更改，或名称已被占用。请重新查看后再试。",
      "hub.in-use": "仍有内容依赖于此项。",
      "hub.busy": "请求过多。请稍候再试。",
      "hub.store": "中心目前无法写入存储。没有任何更改。请中心的管理者检查。",
      "hub.invalid": "输入的内容有误。",
      "hub.claim": "代码错误、已使用或已过期。请让会议室显示新代码。",
      "hub.was-revoked": "这台计算机的密钥曾被吊销，可能已失窃或被复制：请先确认它在哪里，然后选择重新信任它。",
      "config.invalid": "这些设置不符合要求。",
      programming: "中心处理失败。原因见其日志。",
    },
    refused: "中心没有执行此操作。",
    elsewhere: "对方服务器没有正确响应中心。请检查其地址后重试。",
    optional: "可选",
    cancel: "取消",
    save: "保存",
    justNow: "刚刚",
    shownOnce: "仅显示这一次，之后无法再查看。",
    copy: "复制",
    copied: "已复制",
    haveIt: "我已保存",
  },
};
