namespace Ossa.Server.Pages;

/// <summary>A page to be shown to a person.</summary>
/// <param name="Language">The language that it is in, as HTML names it.</param>
/// <param name="Title">Its title.</param>
/// <param name="Body">What it shows.</param>
internal sealed record Page(string Language, string Title, Html Body)
{
    /// <summary>The modules that it runs, by the names of their files among <see cref="PageAssets"/>.</summary>
    public IReadOnlyList<string> Scripts { get; init; } = [];

    /// <summary>Its styles, by the names of their files among <see cref="PageAssets"/>.</summary>
    public IReadOnlyList<string> Styles { get; init; } = ["page.css"];

    /// <summary>
    /// The one policy of trusted types by which its modules may make documents of text, so that no text becomes markup anywhere else; null where
    /// they are not held to that.
    /// </summary>
    public string? TrustedTypes { get; init; }

    /// <summary>
    /// Whether it sends a form. Browsers then say from which origin it comes only if the page lets them tell its address to that origin itself;
    /// no other origin is told anything in either case.
    /// </summary>
    public bool HasForm { get; init; }

    /// <summary>The origin of what it shows in a frame, or null for nothing.</summary>
    public string? FrameOrigin { get; init; }
}
