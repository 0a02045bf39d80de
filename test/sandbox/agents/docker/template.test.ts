import test from 'ava';
import {fillTemplate} from './template.ts';

const data = {
	Server: {Version: '20.10.24'},
	Registries: {'b.example': {Name: 'b', Secure: false}, 'a.example': {Name: 'a', Secure: true}},
	Warnings: ['one', 'two'],
};

const filled: Record<string, string> = {
	'': '',
	'plain {braces}': 'plain {braces}',
	'{{.Server.Version}}': '20.10.24',
	'v{{ .Server.Version }}!': 'v20.10.24!',
	'{{json .Server}}': '{"Version":"20.10.24"}',
	'{{range .Warnings}}[{{.}}]{{end}}': '[one][two]',
	'{{range .Registries}}{{.Name}} {{end}}': 'a b ',
	'{{range .Registries}}{{if not .Secure}}{{.Name}} {{end}}{{end}}': 'b ',
	'{{if .Server}}yes{{end}}{{if not .Server}}no{{end}}': 'yes',
};

for (const [template, expected] of Object.entries(filled)) {
	test(`the template "${template}" is filled in`, t => {
		t.is(fillTemplate(template, data), expected);
	});
}

test('what is not there, or not understood, is an error', t => {
	t.throws(() => fillTemplate('{{.Server.None}}', data), {message: /can't evaluate field None/});
	t.throws(() => fillTemplate('{{printf .Server}}', data), {message: /unexpected "printf .Server"/});
	t.throws(() => fillTemplate('{{end}}', data), {message: /unexpected {{end}}/});
	t.throws(() => fillTemplate('{{range .Server.Version}}{{end}}', data), {message: /can't iterate/});
});
