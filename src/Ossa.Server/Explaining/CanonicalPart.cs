namespace Ossa.Server.Explaining;

/// <summary>One part of what is signed: what it is, and how it reads.</summary>
internal sealed record CanonicalPart(string Name, string Text)
{
    /// <summary>The name without what repeats the text.</summary>
    public string Label => Name.Split(' ')[0] is "query" or "header" ? Name.Split(' ')[0] : Name;
}
