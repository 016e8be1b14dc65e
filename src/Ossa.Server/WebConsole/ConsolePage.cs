using Microsoft.AspNetCore.Http;
using Ossa.Server.Pages;
using Ossa.Server.Road;

namespace Ossa.Server.WebConsole;

/// <summary>The page of the console: a place for its modules, in the language that whoever asks likes most of those that there are.</summary>
internal static class ConsolePage
{
    public static Task AnswerAsync(OssContext context)
    {
        var isChinese =
            Accepting
                .Languages(context)
                .Select(language => language.Split('-')[0].ToUpperInvariant())
                .FirstOrDefault(language => language is "EN" or "ZH")
            is "ZH";
        var page = new Page(isChinese ? "zh-CN" : "en", "Ossa", Body(isChinese))
        {
            Styles = ["page.css", "console.css"],
            Scripts = ["console.mjs"],
            // Nothing that the console is told can become markup.
            TrustedTypes = "ossa-xml",
        };
        return PageAnswer.WriteAsync(context, StatusCodes.Status200OK, page);
    }

    private static Html Body(bool isChinese) =>
        Html.Of(
            $"""
            <div id="console"></div>
            <noscript><main class="narrow"><h1>Ossa</h1><p>{(
                isChinese ? "控制台需要 JavaScript。" : "The console needs JavaScript."
            )}</p></main></noscript>
            """
        );
}
