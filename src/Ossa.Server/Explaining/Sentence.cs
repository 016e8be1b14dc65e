namespace Ossa.Server.Explaining;

/// <summary>A sentence in English, with what is needed to say it in another language.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Said">Which one it is.</param>
internal sealed record Sentence(string Text, Saying Said)
{
    /// <summary>The sentence of a name, whose values stand in it as holes of an interpolated string.</summary>
    public static Sentence Of(string code, Wording wording) => new(wording.Text, new Saying(code, wording.Values));
}
