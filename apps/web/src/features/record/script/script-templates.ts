/** A script to start from; merge tags become the prospect's fields. */
export interface ScriptTemplate {
  id: string;
  /** The situation, as it is offered. */
  name: string;
  text: string;
}

/** The usual situations of outreach; each takes about a minute at the usual pace, or less. */
export const scriptTemplates: readonly ScriptTemplate[] = [
  {
    id: 'first-contact',
    name: 'First contact',
    text: `Hi {{firstName|there}}, I recorded this for you rather than writing one more mail.

I looked at {{company|your company}} and noticed one thing that made me think of you: [what you noticed].

Teams like yours often tell me that [the problem] costs them [time or money]. We help them to [the result], usually within [time].

Let me show you in twenty seconds how that looks.

If it is worth a talk, use the button below this video and pick a time. If it is not, a short “no” is fine too. Thank you for watching.`,
  },
  {
    id: 'follow-up',
    name: 'Follow-up',
    text: `Hi {{firstName|there}}, a short follow-up to [our call, my last message].

You said that [what matters to them] is what counts at {{company|your company}} right now. I kept thinking about it, and there is one thing I did not show you.

[Show the one thing.]

The next step would be small: [the next step]. Does [day] suit you? The button below takes you straight to my calendar.`,
  },
  {
    id: 'objection',
    name: 'Answer to an objection',
    text: `Hi {{firstName|there}}, thank you for being open about [the objection]. It is a fair point, and I would ask the same.

Here is how I see it. [Your answer in one sentence.]

Let me show you what that means in practice. [Show an example, a number or a customer who asked the same.]

So for {{company|your company}} it comes down to this: [the consequence].

Did that answer it? If something is still open, ask me right below this video. I read every question myself.`,
  },
  {
    id: 'proposal',
    name: 'Proposal walk-through',
    text: `Hi {{firstName|there}}, this is our proposal for {{company|your company}}, in two minutes instead of twelve pages.

First, what you want to reach: [the goal, in their words].

Second, what we would do: [the steps, and who does what].

Third, what it costs and when it pays off: [price, and the return].

What happens next: you look at it with [who decides], I answer what comes up, and we begin on [date].

Pass this video on to everybody who has a say. It saves you explaining it.`,
  },
  {
    id: 'thank-you',
    name: 'Thank you',
    text: `Hi {{firstName|there}}, I just wanted to say thank you, in person.

[What they did: your time yesterday, your trust, your introduction] meant a lot to us, and to me.

Here is what I will do now: [what you promised], by [date].

If anything comes up at {{company|your side}} until then, answer right below this video. It reaches me directly.`,
  },
];
