/** Ways in and around a meeting: hands, messages, booking the room, phones. */
export interface WaysWords {
  microphoneWithheld: string;
  cameraWithheld: string;
  shareWithheld: string;
  raiseHand: string;
  lowerHand: string;
  oneMoment: string;
  messages: string;
  newMessages: (count: number) => string;
  noMessages: string;
  messagesHint: string;
  noPictures: string;
  book: string;
  bookTitle: string;
  bookHint: string;
  bookFor: (duration: string) => string;
  booking: string;
  anybodyHere: (duration: string) => string;
  anybodyHint: string;
  weAreHere: string;
  claimTitle: string;
  claimAgain: { revoked: string; unknown: string };
  claimHint: (hub: string) => string;
  claimCode: string;
  claimCheck: (fingerprint: string) => string;
  phoneHint: string;
  phoneTitle: string;
  phoneLabel: string;
  phoneSend: string;
  phoneSent: string;
  phoneSentHint: string;
  phoneOpen: string;
}
