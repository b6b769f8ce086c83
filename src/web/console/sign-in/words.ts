import type { Language } from "../../../domain/room-state.ts";

export interface SignInWords {
  title: string;
  withPasskey: string;
  passkey: string;
  keyOn: (browser: string, system: string) => string;
  email: string;
  password: string;
  passwordHint: string;
  code: string;
  codeHint: string;
  signIn: string;
  withProvider: string;
  providerHint: string;
  or: string;
  failed: string;
  notGiven: string;
  welcome: (organisation: string) => string;
  welcomeHint: string;
  name: string;
  asPasskey: string;
  asPasskeyHint: string;
  asPassword: string;
  asPasswordHint: string;
  scan: string;
  letters: string;
  makeAccount: string;
  makePasskey: string;
  joinAs: (name: string) => string;
  join: string;
  linkGone: string;
  linkGoneHint: string;
  toSignIn: string;
  way: string;
}

export const signInWords: Record<Language, SignInWords> = {
  en: {
    title: "Sign in",
    withPasskey: "Sign in with a passkey",
    passkey: "Passkey",
    keyOn: (browser, system) => `${browser} on ${system}`,
    email: "E-mail address",
    password: "Password",
    passwordHint: "At least 12 characters; a sentence is easy to remember.",
    code: "Code",
    codeHint: "Six digits, from your authenticator app",
    signIn: "Sign in",
    withProvider: "Sign in through your organisation",
    providerHint: "Enter your e-mail address; you are led to your organisation's own sign-in.",
    or: "or",
    failed: "Your organisation's sign-in did not work.",
    notGiven: "The browser did not give a passkey. Try again, or sign in another way.",
    welcome: (organisation) => `Welcome to ${organisation}`,
    welcomeHint: "This link works once. Choose how you will sign in from now on.",
    name: "Your name",
    asPasskey: "Passkey",
    asPasskeyHint: "Fingerprint, face or PIN of this device, or a security key. Nothing to remember, nothing to type.",
    asPassword: "Password and code",
    asPasswordHint: "Needs an authenticator app on your phone.",
    scan: "Scan this with your authenticator app",
    letters: "Or type these letters into it:",
    makeAccount: "Make my account",
    makePasskey: "Make my account with a passkey",
    joinAs: (name) => `You are signed in as ${name}.`,
    join: "Join with this account",
    linkGone: "This link cannot be used",
    linkGoneHint: "It was used already, is too old, or a letter is missing. Ask whoever sent it for a new one.",
    toSignIn: "Go to sign-in",
    way: "How to sign in",
  },
  zh: {
    title: "登录",
    withPasskey: "使用通行密钥登录",
    passkey: "通行密钥",
    keyOn: (browser, system) => `${system} 上的 ${browser}`,
    email: "电子邮件地址",
    password: "密码",
    passwordHint: "至少 12 个字符；一句话更容易记住。",
    code: "验证码",
    codeHint: "身份验证器应用中的六位数字",
    signIn: "登录",
    withProvider: "通过您的组织登录",
    providerHint: "输入电子邮件地址，然后转到您组织的登录页面。",
    or: "或",
    failed: "通过您的组织登录失败。",
    notGiven: "浏览器没有提供通行密钥。请重试，或用其他方式登录。",
    welcome: (organisation) => `欢迎加入${organisation}`,
    welcomeHint: "此链接只能使用一次。请选择以后的登录方式。",
    name: "您的姓名",
    asPasskey: "通行密钥",
    asPasskeyHint: "使用本设备的指纹、人脸或 PIN，或安全密钥。无需记忆，无需输入。",
    asPassword: "密码和验证码",
    asPasswordHint: "需要手机上的身份验证器应用。",
    scan: "请用身份验证器应用扫描",
    letters: "或在应用中输入以下字母：",
    makeAccount: "创建我的账户",
    makePasskey: "用通行密钥创建我的账户",
    joinAs: (name) => `您已登录为 ${name}。`,
    join: "用此账户加入",
    linkGone: "此链接无法使用",
    linkGoneHint: "它已被使用、已过期，或缺少字符。请向发送者索取新链接。",
    toSignIn: "前往登录",
    way: "登录方式",
  },
};
