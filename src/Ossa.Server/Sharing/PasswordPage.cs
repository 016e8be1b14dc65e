using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;
using Ossa.Server.Pages;

namespace Ossa.Server.Sharing;

/// <summary>Asks for the password of a link. It tells nothing of what the link gives.</summary>
internal static class PasswordPage
{
    /// <summary>The page, after a refusal with what is said of it.</summary>
    public static Page Of(ShareWords words, OssError? refusal) =>
        new(
            words.Language,
            words.PasswordTitle,
            Html.Of(
                $"""
                <main class="narrow">
                <h1>{words.PasswordTitle}</h1>
                <p class="quiet">{words.PasswordHint}</p>
                <form method="post">
                <label for="password">{words.Password}</label>
                <input id="password" name="password" type="password" required autofocus autocomplete="current-password" maxlength="{PasswordHash.MaxCharacters}" aria-describedby="problem">
                <p class="bad" id="problem" role="alert">{(refusal is null ? "" : words.Explain(refusal))}</p>
                <button class="main">{words.Open}</button>
                </form>
                </main>
                """
            )
        )
        {
            HasForm = true,
        };
}
