import { digitsOf, type LinkForm, type LinkView, participant, type Service } from "./service.ts";

/** One product, two brands, like Tencent Meeting and VooV. */
const shared = { native: false, idDigits: [9, 10], family: "feishu", form } as const;

export const feishu: Service = {
  ...shared,
  id: "feishu",
  name: "Feishu",
  hosts: ["vc.feishu.cn"],
  words: ["飞书", "飛書", "\\bfeishu\\b"],
};

export const lark: Service = {
  ...shared,
  id: "lark",
  name: "Lark",
  hosts: [
    "vc.larksuite.com",
    "*.vc.larksuite.com",
    "vc-jp.larksuite.com",
    "vc-sg.larksuite.com",
    "vc-us.larksuite.com",
    "vc.larkoffice.com",
  ],
  words: ["\\blark\\b"],
};

function form({ path, query }: LinkView): LinkForm | null {
  const id = path[0] === "j" && path.length === 2 ? digitsOf(path[1], 9, 10) : null;
  return id === null ? null : participant(id, { token: query.has("pwd") });
}
