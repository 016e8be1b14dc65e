namespace Ossa.Engine.Links;

/// <summary>One answer that is about to be sent through a link.</summary>
/// <param name="Visitor">Who it is for, as well as one can tell: the address and the program. Kept as a hash only.</param>
/// <param name="ObjectBytes">The size of the object.</param>
/// <param name="AnswerBytes">How much of it the answer has.</param>
/// <param name="IsRange">Whether a part was asked for, as programs do to resume and to seek.</param>
public sealed record LinkVisit(string Visitor, long ObjectBytes, long AnswerBytes, bool IsRange);
