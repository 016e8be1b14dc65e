using Microsoft.AspNetCore.Http;
using Ossa.Server.Pages;
using Ossa.Server.Road;

namespace Ossa.Server.WebConsole;

/// <summary>The page of the console: a place for its modules, in the language that whoever asks likes most of those that there are.</summary>
internal static class ConsolePage
{
    public static Task AnswerAsync(OssContext context)
    {
        var language = Accepting.Choose(context, english: "en", chinese: "zh-CN");
        var page = new Page(language, "Ossa", Body(language))
        {
            Styles = ["page.css", "console.css"],
            Scripts = ["console.mjs"],
            // Nothing that the console is told can become markup.
            TrustedTypes = "ossa-xml",
        };
        return PageAnswer.WriteAsync(context, StatusCodes.Status200OK, page);
    }

    private static Html Body(string language) =>
        Html.Of(
            $"""
            <div id="console"></div>
            <noscript><main class="narrow"><h1>Ossa</h1><p>{(
                language == "en" ? "The console needs JavaScript." : "控制台需要 JavaScript。"
            )}</p></main></noscript>
            """
        );
}
