/** Words that blame. English, as the console is. */
export const blameWords =
	/\b(?:human error|(?:\w{1,40}'s|our \w{1,40}'s|their) fault|fault of|to blame|blam(?:e|ed|ing)|careless(?:ly|ness)?|neglect(?:ed)?|negligen(?:t|ce)|incompeten(?:t|ce)|sloppy|(?:mistake|error) (?:by|of) (?:a|an|our|the|one of our) \w+|(?:caused|broken) by (?:a|an|our|the|one of our) (?:colleague|contractor|developer|employee|engineer|intern|operator|partner|provider|supplier|vendor)|(?:someone|somebody) (?:broke|deleted|forgot|misconfigured))\b/gi;
