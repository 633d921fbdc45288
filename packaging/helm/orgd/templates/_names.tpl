{{- define "orgd.name" -}}
{{- if contains "orgd" .Release.Name }}{{ .Release.Name }}{{ else }}{{ .Release.Name }}-orgd{{ end }}
{{- end }}

{{- define "orgd.selector" -}}
app.kubernetes.io/name: orgd
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "orgd.labels" -}}
{{ include "orgd.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "orgd.image" -}}
{{- with .Values.image -}}
{{ .repository }}{{ if .digest }}@{{ .digest }}{{ else }}:{{ .tag | default $.Chart.AppVersion }}{{ end }}
{{- end }}
{{- end }}
