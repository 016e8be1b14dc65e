using Ossa.Fuzz.Running;

return FuzzCommand.Run(args, Console.Out, Console.Error);
